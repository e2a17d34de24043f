/** `80%（8/10）`, never rounded up: what is below a limit reads so. */
export const percentInWords = (part: number, whole: number): string =>
  `${Math.floor((part * 100) / whole)}%（${part}/${whole}）`;
