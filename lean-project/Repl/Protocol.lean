import Repl.Basics

/-!
# The wire

A request is a JSON object, a reply is a JSON object on one line. Field names and their meaning are those of
leanprover-community/repl where it has them (`cmd`, `env`, `tactic`, `proofState`, `messages`, `sorries`, ...).
-/

open Lean

namespace Lakatos

def Json.text? (j : Json) (field : String) : Option String :=
  match j.getObjVal? field with
  | .ok (.str s) => some s
  | _ => none

def Json.nat? (j : Json) (field : String) : Option Nat :=
  match j.getObjVal? field with
  | .ok v => v.getNat?.toOption
  | _ => none

def Json.flag (j : Json) (field : String) : Bool :=
  match j.getObjVal? field with
  | .ok (.bool b) => b
  | _ => false

def Json.object? (j : Json) (field : String) : Option Json :=
  match j.getObjVal? field with
  | .ok (.obj o) => some (.obj o)
  | _ => none

def Json.list (j : Json) (field : String) : List Json :=
  match j.getObjVal? field with
  | .ok (.arr a) => listOfArray a
  | _ => []

def Json.ofList (js : List Json) : Json := .arr (arrayOfList js)

def Json.ofText (s : String) : Json := .str s

def Json.ofNat (n : Nat) : Json := .num n

/-- An object without the fields that have nothing to say. -/
def Json.object (fields : List (String × Option Json)) : Json :=
  Json.mkObj (go fields)
where
  go : List (String × Option Json) → List (String × Json)
    | [] => []
    | (k, some v) :: rest => (k, v) :: go rest
    | (_, none) :: rest => go rest

/-- `none` for an empty list: empty fields are left out of a reply. -/
def Json.listOrNone : List Json → Option Json
  | [] => none
  | js => some (Json.ofList js)

/-- What a single request may cost. -/
structure Limits where
  /-- Wall clock, in milliseconds, from reading the request to the end of its work. -/
  timeoutMs : Nat := 60000
  /-- Thousands of small allocations, per declaration, unless the text sets its own; 0 for none. -/
  maxHeartbeats : Nat := 200000
  maxRecDepth : Nat := 512
  /-- Longest sum of message texts in a reply, in characters. -/
  maxOutput : Nat := 100000

def Limits.ofRequest (j : Json) : Limits :=
  let d : Limits := {}
  { timeoutMs := (Json.nat? j "timeoutMs").getD d.timeoutMs
    maxHeartbeats := (Json.nat? j "maxHeartbeats").getD d.maxHeartbeats
    maxRecDepth := (Json.nat? j "maxRecDepth").getD d.maxRecDepth
    maxOutput := (Json.nat? j "maxOutput").getD d.maxOutput }

def positionJson (p : Position) : Json :=
  Json.mkObj [("line", Json.ofNat p.line), ("column", Json.ofNat p.column)]

/-- A message as the client sees it. -/
structure Note where
  severity : MessageSeverity
  pos : Position
  endPos : Option Position
  text : String
  /-- Of an error: the goals before the tactic that it is about. -/
  goals : List String := []

def Note.json (n : Note) : Json :=
  let severity := match n.severity with
    | .error => "error"
    | .warning => "warning"
    | .information => "info"
  Json.object [("severity", some (.str severity)), ("pos", some (positionJson n.pos)),
    ("endPos", some (match n.endPos with | some p => positionJson p | none => .null)), ("data", some (.str n.text)),
    ("goals", Json.listOrNone (mapList Json.ofText n.goals))]

def Note.ofMessage (m : Message) : BaseIO Note := do
  let text ← m.data.toString
  return { severity := m.severity, pos := m.pos, endPos := m.endPos, text }

/-- Renders messages until `budget` characters are spent; says how many were left out. -/
def notes (messages : List Message) (budget : Nat) : BaseIO (List Note) := do
  match messages with
  | [] => return []
  | m :: ms =>
    if budget == 0 then
      let left := countList messages
      return [{ severity := .information, pos := m.pos, endPos := none, text := s!"{left} more messages left out" }]
    let n ← Note.ofMessage m
    let length := n.text.length
    let n := if length ≤ budget then n else { n with text := toString (n.text.take budget) ++ " ..." }
    let rest ← notes ms (budget - length)
    return n :: rest

def Note.isError (n : Note) : Bool :=
  match n.severity with
  | .error => true
  | _ => false

def notesJson (ns : List Note) : Option Json :=
  Json.listOrNone (mapList Note.json ns)

/-- A request that cannot be served as it stands: one sentence for its author. -/
def complain (sentence : String) : IO α :=
  throw (IO.userError sentence)

end Lakatos
