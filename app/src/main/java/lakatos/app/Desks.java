package lakatos.app;

import java.util.function.ToIntFunction;

/** Whoever opens a session for a verb: for one command, or for as long as a shell lasts. */
interface Desks {
  /** Does something with the session, and returns the exit code. */
  int with(ToIntFunction<Desk> work);
}
