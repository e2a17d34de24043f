import { channel } from "node:diagnostics_channel";

const steps = channel("duban.step");

/** Tells whoever listens that a step of the path was reached; nobody listens in production. */
export const trace = (step: string, about: object = {}): void => {
  if (steps.hasSubscribers) steps.publish({ step, ...about });
};
