// Both emulators render the very same templates.
exports.request = `#set($order = $input.path('$'))
{
  "id": "$context.requestId",
  "who": "$context.authorizer.principalId",
  "stage": "$context.stage",
  "note": "$order.note",
  "items": [#foreach($item in $order.items){"sku": "$item.sku", "quantity": $item.quantity}#if($foreach.hasNext),#end#end]
}`

exports.response = `#set($made = $input.path('$'))
{"order": "$made.id", "total": $made.total, "lines": $input.json('$.lines')}`
