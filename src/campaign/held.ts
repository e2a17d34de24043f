/** A seat of one's own is held until it is left; one that is covered, on its days. Takes the day twice. */
export const isHeld = (seat: string): string =>
  `${seat}.until_at IS NULL AND COALESCE(${seat}.from_on, '') <= ? AND COALESCE(${seat}.to_on, '9999') >= ?`;

/**
 * Joins whoever stands in for the holder of the seat `h`: for a `NOT EXISTS`, MariaDB would go through all seats there
 * ever were. Takes the day twice.
 */
export const standIn = `LEFT JOIN seat c ON c.district_id = h.district_id AND c.covers = h.id AND ${isHeld("c")}`;

/** The seat `h` is held, and nobody stands in for who holds it. Takes the day twice. */
export const isPresent = `${isHeld("h")} AND c.id IS NULL`;
