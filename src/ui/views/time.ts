/** Minutes in words: `under 1 min`, `12 min`, `1 h 5 min`. */
export function minutesWords(minutes: number): string {
  const whole = Math.floor(minutes);
  if (whole === 0) return minutes > 0 ? 'under 1 min' : '0 min';
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
