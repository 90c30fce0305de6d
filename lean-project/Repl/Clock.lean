import Repl.Protocol

/-!
# Wall-clock limits

One thread watches the deadline of the request being served and sets its cancel token when it has passed. Elaborator,
tactics and kernel look at that token; what does not look (a loop in compiled code) is left to the client, who kills. A
client that is no longer there cannot, so the process ends itself a little later.
-/

namespace Lakatos

/-- A request's deadline and the token that ends its work. -/
structure Alarm where
  deadline : Nat
  token : IO.CancelToken

/-- The thread that watches deadlines, and the alarm that it is watching now. -/
structure Clock where
  mutex : Std.BaseMutex
  changed : Std.Condvar
  alarm : IO.Ref (Option Alarm)

def pollMs : UInt32 := 10

/-- How long past its deadline a request may go on before the process ends; longer than any client waits. -/
def orphanMs : Nat := 5000

partial def Clock.watch (c : Clock) : BaseIO Unit := do
  c.mutex.lock
  let alarm ← c.alarm.get
  match alarm with
  | none => c.changed.wait c.mutex; c.mutex.unlock
  | some a =>
    c.mutex.unlock
    let now ← IO.monoMsNow
    if a.deadline ≤ now then a.token.set
    if a.deadline + orphanMs ≤ now then discard <| (IO.Process.exit 1 : IO Unit).toBaseIO
    IO.sleep pollMs
  c.watch

/-- Starts the watching thread. -/
def Clock.start : BaseIO Clock := do
  let c : Clock := { mutex := ← Std.BaseMutex.new, changed := ← Std.Condvar.new, alarm := ← IO.mkRef none }
  discard <| BaseIO.asTask c.watch .dedicated
  return c

/-- Runs `work` under a token that is set after `ms` milliseconds; the flag tells whether it was. -/
def Clock.limit (c : Clock) (ms : Nat) (work : IO.CancelToken → IO α) : IO (α × Bool) := do
  let token ← IO.CancelToken.new
  let deadline := (← IO.monoMsNow) + ms
  let set (a : Option Alarm) : BaseIO Unit := do
    c.mutex.lock
    c.alarm.set a
    c.changed.notifyAll
    c.mutex.unlock
  set (some { deadline, token })
  try
    let result ← work token
    return (result, ← token.isSet)
  finally
    set none

end Lakatos
