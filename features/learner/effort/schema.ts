/** How quickly somebody answers: as measured on their own answers, or as people do in general. */
export interface Pace {
  secondsPerAnswer: number
  isOwn: boolean
}
