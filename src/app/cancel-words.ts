/** What is said when a launch was cancelled; `left` are names of what could not be removed. */
export function cancelWords(left: readonly string[]): string {
  return left.length === 0
    ? 'Cancelled: no container, network or volume of the lab is left.'
    : `Cancelled. The next start removes what is left: ${left.join(', ')}.`;
}
