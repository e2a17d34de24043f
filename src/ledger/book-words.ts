/** On a ledger's cover, when it was made: by this a sheet that comes back is known. */
export const CUT_OFF = "截止时间";
