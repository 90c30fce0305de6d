import Repl.Trust

/-!
# What was there before

A theorem of a library must not be proved by itself, or by what was proved with its help. `importsIn` is what its module sees of
others; `notAfter` looks at the constants that a proof uses, where the environment holds more than that.
-/

open Lean

namespace Lakatos

/-- A module as its file holds it; imports are not followed. -/
def readModule (m : Name) : IO ModuleData := do
  let file? ← try pure (some (← findOLean m)) catch _ => pure none
  match file? with
  | some file =>
    if ← file.pathExists then return (← readModuleData file).1
    complain s!"there is no module {m.toString}"
  | none => complain s!"there is no module {m.toString}"

/-- What a module imports, each module once, in order. -/
def importsIn (data : ModuleData) : List Name :=
  go (mapList (·.module) (listOfArray data.imports)) []
where
  go : List Name → List Name → List Name
    | [], acc => reverseList acc
    | m :: ms, acc => go ms (if hasName acc m then acc else m :: acc)

/-- A module of the environment, or else its file. -/
def moduleOf (env : Environment) (m : Name) : IO ModuleData := do
  match env.getModuleIdx? m with
  | some i => match env.header.moduleData[i.toNat]? with
    | some data => return data
    | none => readModule m
  | none => readModule m

/-- These modules and all that they import, directly or not, in public or not. -/
partial def modulesBehind (env : Environment) (ms : List Name) (seen : Table Name Unit) : IO (Table Name Unit) := do
  match ms with
  | [] => return seen
  | m :: rest =>
    if (seen.find? m).isSome then modulesBehind env rest seen
    else
      let data ← moduleOf env m
      modulesBehind env (appendList (importsIn data) rest) (seen.insert m ())

/-- What a proposition is about: the constants in it, and those that they are made of. Proofs among them are not looked into. -/
partial def subjects (env : Environment) (ns : List Name) (seen : Table Name Unit) : Table Name Unit :=
  match ns with
  | [] => seen
  | n :: rest =>
    if (seen.find? n).isSome then subjects env rest seen
    else
      let seen := seen.insert n ()
      match env.find? n with
      | some (.thmInfo v) => subjects env (appendList (listOfArray v.type.getUsedConstants) rest) seen
      | some c => subjects env (appendList (usedBy c) rest) seen
      | none => subjects env rest seen

/-- Names that Lean gives to theorems that it makes by itself. -/
def generatedEndings : List String :=
  ["sizeOf_spec", "inj", "injEq", "congr_simp", "eq_def", "eq_unfold", "induct", "induct_unfolding", "fun_cases",
   "fun_cases_unfolding", "mutual_induct", "hinj", "hcongr", "noConfusion", "splitter"]

def isGenerated (n : Name) : Bool :=
  n.isInternalDetail || n.hasMacroScopes || isPrivateName n || match n with
  | .str _ s => anyList (· == s) generatedEndings || isInstanceName s
  | _ => true
where
  /-- `instLawfulBEqNat`: instances are found, not proved. -/
  isInstanceName (s : String) : Bool :=
    match s.toList with
    | 'i' :: 'n' :: 's' :: 't' :: c :: _ => c.isUpper
    | _ => false

/-- Whether a constant belongs to one of `known`: its constructor or recursor, or an equation that Lean makes for it. -/
def isPartOf (env : Environment) (known : Table Name Unit) (n : Name) : Bool :=
  above n.getPrefix && (isGenerated n || match env.find? n with
    | some (.thmInfo _) | some (.axiomInfo _) => false
    | _ => true)
where
  above : Name → Bool
    | .anonymous => false
    | .str p s => (known.find? (.str p s)).isSome || above p
    | .num p k => (known.find? (.num p k)).isSome || above p

/-- So many names are enough to see what a proof rests on. -/
def mostLater : Nat := 5

/--
Objects to a proof that uses what a module or later ones define. What the statement itself is about may be used, whoever defines
it, and so may what Lean makes of that by itself.
-/
def notAfter (module : Name) (l : Locked) (j : Judgement) : IO Judgement := do
  match j.objections with
  | _ :: _ => return j
  | [] =>
    let earlier ← modulesBehind l.header (importsIn (← moduleOf l.header module)) {}
    let about := subjects l.env (listOfArray l.type.getUsedConstants) {}
    return { j with objections := takeList mostLater (go earlier about (used j.constants) {} []) }
where
  used : List ConstantInfo → List Name
    | [] => []
    | c :: cs => appendList (usedBy c) (used cs)
  go (earlier about : Table Name Unit) : List Name → Table Name Unit → List Objection → List Objection
    | [], _, acc => reverseList acc
    | n :: ns, seen, acc =>
      if (seen.find? n).isSome then go earlier about ns seen acc
      else
        let seen := seen.insert n ()
        match homeOf n with
        | none => go earlier about ns seen acc
        | some home =>
          if (earlier.find? home).isSome || (about.find? n).isSome || isPartOf l.header about n then go earlier about ns seen acc
          else
            let o : Objection := {
              code := "later", name := n,
              text := s!"the proof rests on {n.toString} of {home.toString}, which does not come before {module.toString}" }
            go earlier about ns seen (o :: acc)
  /-- The module of an imported constant. -/
  homeOf (n : Name) : Option Name :=
    match l.header.getModuleIdxFor? n with
    | some i => l.header.header.moduleNames[i.toNat]?
    | none => none

/-- The same where a request has a `before`. -/
def notAfterModule (module : Option String) (l : Locked) (j : Judgement) : IO Judgement :=
  match module with
  | some m => notAfter m.toName l j
  | none => return j

end Lakatos
