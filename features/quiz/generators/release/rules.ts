import { type Generator, num, numeric } from '../kit/rules'

const CODEDEPLOY = {
  title: 'Working with deployment configurations in CodeDeploy',
  url: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html',
}

/** Requests that a linear release had sent to the new version when it was rolled back. */
export const linearExposure: Generator = {
  id: 'gen.linear-exposure',
  formula: 'rate × Σ share of each interval × seconds, up to the alarm',
  topic: 'deployment',
  level: 'senior',
  skill: 'apply',
  cards: ['deployment.canary-or-linear', 'deployment.alarm-fires'],
  source: CODEDEPLOY,
  teaches: 'releasing-gradually',
  make(chance) {
    const share = chance.pick([5, 10, 20, 25])
    const every = chance.int(1, 5)
    const rate = chance.int(1, 20) * 10
    const steps = chance.int(2, Math.min(6, 100 / share - 1))
    const sum = (share * steps * (steps + 1)) / 2
    const answer = (rate * every * 60 * sum) / 100
    return {
      given: { share, every, rate, steps },
      stem: `<p>CodeDeploy moves the traffic of an alias in equal steps: ${num(share)} % at the start, and ${num(share)} % more every ${every === 1 ? 'minute' : `${num(every)} minutes`}. The function gets ${num(rate)} requests a second. ${num(steps * every)} minutes after the start, just before the next step, an alarm rolls everything back at once. How many requests had the new version answered?</p>`,
      body: numeric(answer, 'requests', 0, [
        [
          (rate * every * 60 * steps * share * steps) / 100,
          'The last share did not hold from the start.',
        ],
        [(rate * every * 60 * steps * share) / 100, 'The share grows with each step.'],
        [(rate * every * 60 * share * steps * (steps - 1)) / 200, 'The first share moves at once.'],
        [rate * every * 60 * steps, 'These are the requests to both versions.'],
      ]),
      steps: [
        `Each step lasts ${num(every * 60)} s: ${num(rate * every * 60)} requests.`,
        `Shares: ${Array.from({ length: steps }, (_, index) => `${num(share * (index + 1))} %`).join(' + ')} = ${num(sum)} %.`,
        `${num(rate * every * 60)} × ${num(sum / 100)} = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** Failures that a canary costs until its alarm, and how many it spares. */
export const canaryFailures: Generator = {
  id: 'gen.canary-failures',
  formula: 'rate × seconds × canary share × failure share',
  topic: 'deployment',
  level: 'mid',
  skill: 'apply',
  cards: ['deployment.weighted-alias', 'deployment.alarm-fires'],
  source: CODEDEPLOY,
  teaches: 'releasing-gradually',
  make(chance) {
    const share = chance.pick([5, 10, 20])
    const minutes = chance.int(2, 10)
    const rate = chance.int(1, 20) * 20
    const failing = chance.pick([5, 10, 15, 20, 25, 40])
    const all = rate * minutes * 60
    const answer = (all * share * failing) / 10_000
    return {
      given: { share, minutes, rate, failing },
      stem: `<p>An alias sends ${num(share)} % of its traffic to a new version, as a canary. The old version never fails; the new one fails in ${num(failing)} % of its runs. The alias gets ${num(rate)} requests a second, and the alarm rolls back after ${num(minutes)} minutes. How many requests fail, on average?</p>`,
      body: numeric(answer, 'requests', 0, [
        [(all * failing) / 100, 'Only the share of the canary meets the new version.'],
        [(all * share) / 100, 'Not every run of the new version fails.'],
        [answer / 60, 'A minute has sixty seconds.'],
        [
          (all * (100 - share) * failing) / 10_000,
          'This is the share of the old version, which never fails.',
        ],
      ]),
      steps: [
        `${num(rate)} a second × ${num(minutes * 60)} s = ${num(all)} requests.`,
        `${num(share)} % reach the new version: ${num((all * share) / 100)}.`,
        `${num(failing)} % of them fail: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}
