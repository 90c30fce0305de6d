package lakatos.service;

import io.grpc.Context;

/**
 * Who makes a call.
 *
 * @param name owns the jobs that it submits
 */
record Caller(String name, Role role) {
  static final Context.Key<Caller> KEY = Context.key("lakatos-caller");

  /** Whoever reaches a server that only this machine can reach. */
  static final Caller LOCAL = new Caller("local", Role.ADMIN);

  /** Whoever reaches a server that others can reach too, and that asks nobody who they are. */
  static final Caller ANYONE = new Caller("anyone", Role.SUBMIT);

  /**
   * Returns who makes the call that this thread works for.
   *
   * @throws IllegalStateException if it works for none, or for one that is open to all
   */
  static Caller current() {
    Caller caller = KEY.get();
    if (caller == null) {
      throw new IllegalStateException("no caller outside a call");
    }
    return caller;
  }
}
