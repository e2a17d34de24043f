/** One line of what `check` prints: what was looked at, how it is, and what to do. */
export type Line = { what: string; state: "好" | "错" | "注意" | "跳过"; note: string };

export const line = (what: string, state: Line["state"], note = ""): Line => ({ what, state, note });
