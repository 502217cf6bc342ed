const POOL_ARN = /^arn:aws[\w-]*:cognito-idp:([\w-]+):[^:]*:userpool\/([\w-]+)$/
const ISSUER = /^https:\/\/cognito-idp\.([\w-]+)\.amazonaws\.com\/([\w-]+)$/

/**
 * The issuer of a user pool's tokens, from the pool's ARN; null when it is none.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function issuerOfPool(arn: string): string | null {
  const [, region, pool] = POOL_ARN.exec(arn) ?? []
  return pool === undefined ? null : `https://cognito-idp.${region}.amazonaws.com/${pool}`
}

/**
 * The ARN of the user pool that an issuer stands for; null when the issuer is no user pool.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function poolOfIssuer(issuer: string, accountId: string): string | null {
  const [, region, pool] = ISSUER.exec(issuer) ?? []
  return pool === undefined ? null : `arn:aws:cognito-idp:${region}:${accountId}:userpool/${pool}`
}
