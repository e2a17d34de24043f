/** What time it is. Everything asks a clock it was given; only this file asks the system. */
export type Clock = {
  now(): Date;
  /** Sets the clock to an instant; a running clock runs on from there. Never backwards. */
  moveTo(instant: Date): void;
};

/** The system's clock, or one that starts from another instant and runs at the same speed. */
export function runningClock(startsAt?: Date): Clock {
  let offset = startsAt ? startsAt.getTime() - Date.now() : 0;
  const now = () => new Date(Date.now() + offset);
  return {
    now,
    moveTo: (instant) => {
      if (instant > now()) offset = instant.getTime() - Date.now();
    },
  };
}

/** A clock that stands still until it is moved. */
export function stoppedClock(startsAt: Date): Clock {
  let instant = startsAt;
  return {
    now: () => instant,
    moveTo: (next) => {
      if (next > instant) instant = next;
    },
  };
}

/** The system's own time, unshifted: for measuring the gap to another machine and for body time-outs. */
export const systemNow = () => new Date();
