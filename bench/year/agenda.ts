export type Deed = () => Promise<void>;

/** What people mean to do, in order of time; what is meant for one instant goes in the order in which it was meant. */
export type Agenda = {
  add(at: Date, deed: Deed): void;
  nextAt(): Date | null;
  /** Everything up to an instant, taken out. */
  take(until: Date): Deed[];
};

export function openAgenda(): Agenda {
  const meant = new Map<number, Deed[]>();
  const next = () => Math.min(...meant.keys());
  return {
    add: (at, deed) => {
      const time = at.getTime();
      const there = meant.get(time) ?? [];
      there.push(deed);
      meant.set(time, there);
    },
    nextAt: () => (meant.size > 0 ? new Date(next()) : null),
    take: (until) => {
      const taken: Deed[] = [];
      for (let at = next(); at <= until.getTime(); at = next()) {
        taken.push(...(meant.get(at) ?? []));
        meant.delete(at);
      }
      return taken;
    },
  };
}
