// Preloaded into a real process: lets an error go uncaught, as a failed request is, with all that it carries.
const error = Object.assign(new Error("socket hang up with app_secret=rehearsal-secret"), {
  config: { headers: { Authorization: "Bearer t-rehearsal-token-1" }, data: "typed by somebody" },
});
setTimeout(() => {
  if (process.env.THROW_AT === "rejection") void Promise.reject(error);
  else throw error;
}, 1_500);
