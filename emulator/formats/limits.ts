/**
 * Characters of a document. CloudFormation takes templates of 1 MB at most; the same bound serves
 * the other documents, which must be read while somebody waits.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const MAX_DOCUMENT_CHARS = 1_000_000

/** Levels of lists and maps, those that aliases and functions lead to included. */
export const MAX_DEPTH = 100

/** Values in one document once its aliases are written out and its functions are replaced. */
export const MAX_VALUES = 200_000

/** Characters that functions such as Fn::Sub may make in one template, all taken together. */
export const MAX_MADE_CHARS = 4_000_000

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const MAX_RESOURCES = 500

/** References that lead from one to the next. */
export const MAX_REFERENCES = 50

/** Longer bodies do not fit into one argument of a command (Linux allows 128 KiB). */
export const MAX_ARGUMENT_BYTES = 100_000
