import Repl.Goals

/-!
# What an error is about

The goals that a tactic had before it failed, for models that are to correct their proofs. They are shown and nothing
else: no verdict looks at them, and what cannot be shown quickly is left out.
-/

open Lean Elab Meta

namespace Lakatos

/-- So many errors of a text get their goals. -/
def errorsWithGoals : Nat := 5

/-- Most characters that are shown of the goals of one error. -/
def goalBudget : Nat := 2000

/-- Thousands of small allocations that showing one goal may take. -/
def goalHeartbeats : Nat := 10000

/-- How long showing goals may go on, in milliseconds, over all errors of a text. -/
def goalMillis : Nat := 200

/-- A run of a tactic, and how many bytes of the text the tactic takes. -/
structure Run where
  context : ContextInfo
  info : TacticInfo
  width : Nat

/--
The runs of the innermost tactic that stands at a place, last one first. It has several if, say, `<;>` stands before it, and
nothing tells which of them an error came from.
-/
partial def runsAt (place : String.Pos.Raw) (trees : List Ran) : List Run :=
  ran trees []
where
  ran : List Ran → List Run → List Run
    | [], found => found
    | r :: rs, found => ran rs (within none r.tree found)
  within (ctx? : Option ContextInfo) (t : InfoTree) (found : List Run) : List Run :=
    match t with
    | .context c t => within (c.mergeIntoOuter? ctx?) t found
    | .hole _ => found
    | .node i children =>
      if isElsewhere i.stx then found
      else all (i.updateContext? ctx?) (listOfPersistentArray children) (innermost ctx? i found)
  all (ctx? : Option ContextInfo) : List InfoTree → List Run → List Run
    | [], found => found
    | t :: ts, found => all ctx? ts (within ctx? t found)
  innermost (ctx? : Option ContextInfo) (i : Info) (found : List Run) : List Run :=
    match ctx?, i with
    | some context, .ofTacticInfo info => match width? info.stx, found with
      | none, _ => found
      | some width, [] => if isOriginal info.stx then [{ context, info, width }] else []
      | some width, best :: _ =>
        if !isOriginal info.stx || best.width < width then found
        else { context, info, width } :: (if width < best.width then [] else found)
    | _, _ => found
  /-- What runs below a token, such as `by`, stands behind it, and below macros it may stand anywhere; else it stands within. -/
  isElsewhere (stx : Syntax) : Bool :=
    match stx with
    | .node _ kind _ => kind != nullKind && isOriginal stx && (width? stx).isNone
    | _ => false
  width? (stx : Syntax) : Option Nat :=
    match stx.getRange? with
    | some r => if r.contains place then some (r.stop.byteIdx - r.start.byteIdx) else none
    | none => none

/-- What goals are shown with; the text's own options could ask for any length. -/
def goalOptions : Options := ({} : Options).setNat `pp.maxSteps 1000

/-- The goals before each run, each goal once. -/
def goalsBefore (runs : List Run) (seen : List MVarId) : List (ProofState × MVarId) :=
  match runs with
  | [] => []
  | r :: rs =>
    let new := filterList (fun g => !anyList (· == g) seen) r.info.goalsBefore
    let p := { stateIn r.context r.context.env r.info.mctxBefore {} {} with options := goalOptions }
    appendList (mapList ((p, ·)) new) (goalsBefore rs (appendList new seen))

/-- What a goal asks for stands at its end; so a long one loses its middle. -/
def shortened (text : String) (budget : Nat) : String :=
  let length := text.length
  if length ≤ budget then text
  else toString (text.take (budget / 2)) ++ " ... " ++ toString (text.drop (length - budget / 2))

/-- Shows goals until `budget` characters are spent, or the time is; says how many were left out. -/
def goalStrings (goals : List (ProofState × MVarId)) (budget deadline : Nat) (token : IO.CancelToken) : BaseIO (List String) := do
  match goals with
  | [] => return []
  | (p, g) :: rest =>
    let spent := budget == 0 || deadline ≤ (← IO.monoMsNow)
    match ← if spent then pure none else shown p g with
    | none => return [s!"goals left out: {countList goals}"]
    | some text => return shortened text budget :: (← goalStrings rest (budget - text.length) deadline token)
where
  shown (p : ProofState) (g : MVarId) : BaseIO (Option String) := do
    match ← runMeta p { maxHeartbeats := goalHeartbeats } token (goalString g) with
    | .ok (text, _) => return some text
    | .error _ => return none

/-- Gives errors the goals before the tactics that they are about. -/
def withGoals (trees : List Ran) (fileMap : FileMap) (token : IO.CancelToken) (ns : List Note) : BaseIO (List Note) := do
  go ns errorsWithGoals ((← IO.monoMsNow) + goalMillis)
where
  go : List Note → Nat → Nat → BaseIO (List Note)
    | [], _, _ => return []
    | ns, 0, _ => return ns
    | n :: ns, left + 1, deadline => do
      if deadline ≤ (← IO.monoMsNow) || (← token.isSet) then return n :: ns
      if n.isError then
        let runs := takeList 8 (runsAt (fileMap.ofPosition n.pos) trees)
        let goals ← goalStrings (goalsBefore (reverseList runs) []) goalBudget deadline token
        return { n with goals } :: (← go ns left deadline)
      else return n :: (← go ns (left + 1) deadline)

end Lakatos
