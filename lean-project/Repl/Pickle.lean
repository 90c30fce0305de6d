import Repl.Session

/-!
# Environments and proof states in files

A pickle is the text that an environment or a proof state came from. Reading one elaborates that text again: slower than a
memory image, but it keeps notations, attributes and instances, it holds nothing that could be forged, and it can be read by
another version of Lean.
-/

open Lean

namespace Lakatos

def textsJson (texts : List String) : Json := Json.ofList (mapList (fun t => Json.str t) texts)

def stepsJson (steps : List (Nat × String)) : Json :=
  Json.ofList (mapList (fun (goal, text) => Json.ofList [Json.ofNat goal, .str text]) (reverseList steps))

def pickleEnv (s : Session) (file : String) (n : Nat) : IO Fields := do
  let snapshot ← recall s.snapshots "environment" n
  IO.FS.writeFile file (Json.compress (Json.mkObj [("lakatos-env", textsJson snapshot.texts)]))
  return [("env", some (Json.ofNat n))]

def pickleProofState (s : Session) (file : String) (n : Nat) : IO Fields := do
  let p ← recall s.proofStates "proof state" n
  let o := p.origin
  IO.FS.writeFile file (Json.compress (Json.mkObj [("lakatos-proof-state", Json.mkObj
    [("texts", textsJson o.texts), ("index", Json.ofNat o.index), ("steps", stepsJson o.steps)])]))
  return [("proofState", some (Json.ofNat n))]

def textsOf : List Json → List String
  | [] => []
  | .str t :: js => t :: textsOf js
  | _ :: js => textsOf js

def readPickle (file : String) : IO Json := do
  match Json.parse (← IO.FS.readFile file) with
  | .ok j => return j
  | .error e => complain s!"{file} is not a pickle: {e}"

/-- Elaborates texts one after the other; the last outcome keeps its information trees. -/
def replayTexts (s : Session) (texts : List String) (limits : Limits) (token : IO.CancelToken) : IO Outcome := do
  match texts with
  | [] => complain "the pickle is empty"
  | first :: rest =>
    match ← elaborateText s first none limits token with
    | .error e => complain e
    | .ok (outcome, _) => go outcome rest
where
  go (outcome : Outcome) : List String → IO Outcome
    | [] => return outcome
    | text :: texts => do go (← elaborate (inputContext text) {} (withOptions outcome.state limits.apply) token .all) texts

def unpickleEnv (s : Session) (file : String) (limits : Limits) (token : IO.CancelToken) : IO Fields := do
  let texts := textsOf (Json.list (← readPickle file) "lakatos-env")
  let outcome ← replayTexts s texts limits token
  return [("env", some (Json.ofNat (← keep s.snapshots s.nextSnapshot { state := outcome.state, texts })))]

def unpickleProofState (s : Session) (file : String) (limits : Limits) (token : IO.CancelToken) : IO Fields := do
  match Json.object? (← readPickle file) "lakatos-proof-state" with
  | none => complain s!"{file} is not a pickle of a proof state"
  | some j =>
    let texts := textsOf (Json.list j "texts")
    let index := (Json.nat? j "index").getD 0
    let outcome ← replayTexts s texts limits token
    match drop index (holes outcome.trees) with
    | [] => complain s!"{file} names a sorry that is not there"
    | h :: _ =>
      match ← proofStateOf h { texts, index } limits token with
      | none => complain s!"the proof state in {file} cannot be made again"
      | some p =>
        let p ← steps p (Json.list j "steps")
        let goals ← goalsJson p limits token goalText
        return [("proofState", some (Json.ofNat (← keep s.proofStates s.nextProofState p))), ("goals", some (Json.ofList goals))]
where
  drop {α : Type} : Nat → List α → List α
    | 0, as => as
    | _, [] => []
    | n + 1, _ :: as => drop n as
  steps (p : ProofState) : List Json → IO ProofState
    | [] => return p
    | j :: js => do
      match cells j with
      | [goal, .str text] =>
        match ← runTactic p text (goal.getNat?.toOption.getD 0) false limits token with
        | .ok p _ => steps p js
        | .failed e _ => complain s!"the tactic {text} of the pickle fails here: {e}"
      | _ => complain "a step of the pickle is not a goal and a tactic"

end Lakatos
