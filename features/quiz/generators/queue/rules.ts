import { type Generator, num, numeric } from '../kit/rules'

/** The longest function time-out that suits a queue's visibility time-out. */
export const visibilityTimeout: Generator = {
  id: 'gen.visibility-timeout',
  formula: 'batch × s of a message × margin × visibility factor',
  topic: 'invocation-and-errors',
  level: 'mid',
  skill: 'design',
  cards: ['invocation-and-errors.visibility'],
  source: 'SQ',
  teaches: 'queues-and-streams-are-polled',
  make(chance, book) {
    const batch = chance.int(2, 10)
    const each = chance.int(2, 12)
    const margin = chance.pick([2, 3])
    const factor = book.n('lambda.sqs.visibility-factor')
    const timeout = batch * each * margin
    const answer = timeout * factor
    return {
      given: { batch, each, margin },
      stem: `<p>A function takes batches of ${num(batch)} messages from SQS and works on them one after another, ${num(each)} s each. Its timeout is ${margin === 2 ? 'twice' : 'three times'} what a full batch needs. Which visibility timeout should the queue have at least, as AWS recommends?</p>`,
      body: numeric(answer, 's', 0, [
        [
          timeout,
          'This is the timeout of the function. Lambda checks that the queue has no less, but throttled batches need room to be tried again.',
        ],
        [
          batch * each * factor,
          'The recommendation starts from the timeout, not from what a batch usually takes.',
        ],
        [each * margin * factor, 'A run works on a whole batch.'],
        [timeout * 2, 'Twice is not enough for AWS.'],
      ]),
      steps: [
        `A full batch: ${num(batch)} × ${num(each)} s = ${num(batch * each)} s; the timeout: × ${num(margin)} = ${num(timeout)} s.`,
        `The queue hides messages for ${book.t('lambda.sqs.visibility-factor')} that.`,
        `${num(timeout)} × ${num(factor)} = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** Messages worked on again for nothing, without partial batch responses. */
export const partialBatch: Generator = {
  id: 'gen.partial-batch',
  formula: 'batches with a failure × batch size − failures',
  topic: 'invocation-and-errors',
  level: 'mid',
  skill: 'diagnose',
  cards: ['invocation-and-errors.partial-batch', 'invocation-and-errors.partial-batch-reverse'],
  source: 'SQ',
  teaches: 'queues-and-streams-are-polled',
  make(chance) {
    const batch = chance.int(4, 10)
    const batches = chance.int(5, 60)
    const ones = chance.int(1, batches - 3)
    const twos = chance.int(1, batches - ones - 1)
    const failures = ones + 2 * twos
    const answer = (ones + twos) * batch - failures
    return {
      given: { batch, batches, ones, twos },
      stem: `<p>${num(batches * batch)} messages come out of an SQS queue in ${num(batches)} full batches of ${num(batch)}. In ${num(ones)} of the batches one message fails, in ${num(twos)} of them two fail. The handler goes on to the end of the batch and then throws if anything failed. How many messages that had succeeded come back, which <code>ReportBatchItemFailures</code> would have spared?</p>`,
      body: numeric(answer, 'messages', 0, [
        [(ones + twos) * batch, 'The messages that failed have to come back anyway.'],
        [failures, 'These have to come back anyway; the question is about the others.'],
        [batches * batch - failures, 'Batches without a failure are deleted from the queue.'],
        [failures * (batch - 1), 'Two failures in one batch bring it back once.'],
      ]),
      steps: [
        `${num(ones)} + ${num(twos)} = ${num(ones + twos)} batches come back whole: ${num((ones + twos) * batch)} messages.`,
        `Failed: ${num(ones)} + 2 × ${num(twos)} = ${num(failures)}.`,
        `${num((ones + twos) * batch)} − ${num(failures)} = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** How long a poison message takes to its dead-letter queue. */
export const maxReceives: Generator = {
  id: 'gen.max-receives',
  formula: 'maxReceiveCount × visibility timeout',
  topic: 'invocation-and-errors',
  level: 'mid',
  skill: 'apply',
  cards: ['invocation-and-errors.sqs-dlq-place', 'invocation-and-errors.visibility'],
  source: 'SQ',
  teaches: 'queues-and-streams-are-polled',
  make(chance) {
    const receives = chance.int(2, 8)
    const visibility = chance.int(3, 60) * 10
    const run = chance.int(1, 20)
    const answer = receives * visibility
    return {
      given: { receives, visibility, run },
      stem: `<p>A queue has a visibility timeout of ${num(visibility)} s and a redrive policy with <code>maxReceiveCount: ${receives}</code>. A message makes the function throw after ${num(run)} s, every time. It is received as soon as it is visible, and its visibility is never changed. How many seconds after the message was first received does SQS move it to the DLQ?</p>`,
      body: numeric(answer, 's', 0, [
        [
          (receives - 1) * visibility,
          'At this moment it is received for the last time; SQS moves it when it would be received once more.',
        ],
        [
          receives * run,
          'After an error the message stays hidden until the visibility timeout is over.',
        ],
        [
          receives * (visibility + run),
          'The visibility timeout runs from the moment of receipt; the run takes place within it.',
        ],
        [(receives + 1) * visibility, 'The count holds receipts, the first among them.'],
      ]),
      steps: [
        `Received at 0 s and then every ${num(visibility)} s, ${num(receives)} times; the last at ${num((receives - 1) * visibility)} s.`,
        `When it is visible again, its count has reached ${num(receives)}: it goes to the DLQ instead.`,
        `${num(receives)} × ${num(visibility)} s = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}
