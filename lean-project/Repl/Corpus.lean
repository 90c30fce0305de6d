import Repl.Anatomy

/-!
# `corpus`

What a compiled module proves, as statements that stand in the environment of the module's own imports: there, neither a
theorem itself nor anything that comes later can prove it. A text is checked by reading it back; what does not come back as
the same type is left out, with a reason.
-/

open Lean Elab Meta

namespace Lakatos

/-! ## Modules -/

/-- The modules whose files lie in a folder, and below it. -/
partial def modulesIn (dir : System.FilePath) (above : Name) : IO (List Name) := do
  let entries ← try pure (listOfArray (← dir.readDir)) catch _ => pure []
  go entries
where
  go : List IO.FS.DirEntry → IO (List Name)
    | [] => return []
    | e :: es => do
      let here ← one e
      return appendList here (← go es)
  one (e : IO.FS.DirEntry) : IO (List Name) := do
    let path : System.FilePath := e.fileName
    match path.extension, path.fileStem with
    | some "olean", some stem => return [.str above stem]
    | none, some stem => modulesIn (dir / path) (.str above stem)
    | _, _ => return []

/-- The modules whose names begin with this one's: what lies in its folder, and what it imports. -/
def modulesUnder (env : Environment) (m : Name) : IO (List Name) := do
  let file? ← try pure (some (← findOLean m)) catch _ => pure none
  match file? with
  | none => return []
  | some file =>
    let below ← modulesIn (file.withExtension "") m
    if !(← file.pathExists) then return below
    -- the npm toolchain does not list folders inside its library
    let behind ← modulesBehind env [m] {}
    return appendList below (filterList (fun n => m.isPrefixOf n) (keysOf (listOfArray behind.buckets)))
where
  keysOf : List (List (Name × Unit)) → List Name
    | [] => []
    | b :: bs => appendList (mapList (fun (n, _) => n) b) (keysOf bs)

/-- The header of a text that sees just what the module itself sees of other modules. -/
def headerBefore (data : ModuleData) : String :=
  let imports := importsIn data
  if hasName imports `Init then importLines imports else "prelude\n" ++ importLines imports

/-! ## Theorems -/

/-- Whether a constant of a module's file is a theorem. Files that show only what is public show theorems as axioms. -/
def isTheoremIn (data : ModuleData) (c : ConstantInfo) : Bool :=
  match c with
  | .thmInfo _ => true
  | .axiomInfo a => data.isModule && !a.isUnsafe && !hasName allowedAxioms a.name && (Table.lookup a.name forbidden).isNone
  | _ => false

/-! ## Texts -/

/-- A way to print propositions. -/
structure Style where
  name : String
  options : Options → Options

def plainOptions (o : Options) : Options :=
  (o.setNat `format.width 10000).setBool `pp.deepTerms true

def spelledOptions (o : Options) : Options :=
  (((plainOptions o).setBool `pp.fieldNotation false).setBool `pp.proofs true).setBool `pp.funBinderTypes true

def typedOptions (o : Options) : Options :=
  (((spelledOptions o).setBool `pp.numericTypes true).setBool `pp.coercions.types true).setBool `pp.structureInstanceTypes true

/-- The most readable first; the last one leaves nothing to inference. -/
def styles : List Style :=
  [{ name := "default", options := plainOptions },
   { name := "nofield+proofs+funbinders", options := spelledOptions },
   { name := "+numericTypes+coercionTypes", options := typedOptions },
   { name := "+analyze", options := fun o => (typedOptions o).setBool `pp.analyze true },
   { name := "explicit+universes",
     options := fun o => (((plainOptions o).setBool `pp.explicit true).setBool `pp.universes true).setBool `pp.notation false }]

/-- A name of one component: inside a namespace the words of a statement could mean something else. -/
def flatName (env : Environment) (n : Name) : Name :=
  go 8 ("_".intercalate (components n []))
where
  components : Name → List String → List String
    | .str p s, acc => components p (s :: acc)
    | .num p k, acc => components p (toString k :: acc)
    | .anonymous, acc => acc
  go : Nat → String → Name
    | 0, s => Name.mkSimple s
    | k + 1, s =>
      let name := Name.mkSimple (cleaned s.toList "")
      if env.contains name || startsOddly name.toString.toList then go k ("t_" ++ s) else name
  cleaned : List Char → String → String
    | [], acc => acc
    | c :: cs, acc => cleaned cs (acc.push (if c.isAlphanum || anyList (· == c) ['_', '\'', '?', '!'] then c else '_'))
  startsOddly : List Char → Bool
    | c :: _ => !(c.isAlpha || c == '_')
    | [] => true

/-- A term on one line. -/
def propositionText (e : Expr) : MetaM String := do
  let f ← ppExpr e
  return f.pretty 10000

/-- Variables that are written in one pair of brackets. -/
structure Group where
  names : List Name
  type : String
  info : BinderInfo

def Group.text (g : Group) : String :=
  let inside := s!"{" ".intercalate (mapList (·.toString) (reverseList g.names))} : {g.type}"
  match g.info with
  | .default => s!"({inside})"
  | .implicit => s!"\{{inside}}"
  | .strictImplicit => s!"⦃{inside}⦄"
  | .instImplicit => s!"[{g.type}]"

/-- Joins a variable to the last group if it has the same type and brackets; groups stand last one first. -/
def addVariable (n : Name) (type : String) (info : BinderInfo) : List Group → List Group
  | g :: gs =>
    if g.type == type && g.info == info && info != .instImplicit then { g with names := n :: g.names } :: gs
    else { names := [n], type, info } :: g :: gs
  | [] => [{ names := [n], type, info }]

def groupsText (gs : List Group) : String :=
  go (reverseList gs) ""
where
  go : List Group → String → String
    | [], acc => acc
    | g :: gs, acc => go gs (acc ++ g.text ++ " ")

/-- What a proposition is about in front of a colon, as people write theorems: up to where a name is missing or comes again. -/
partial def signatureText (e : Expr) (used : List Name) (groups : List Group) : MetaM String := do
  match e with
  | .forallE n t b info =>
    if info.isInstImplicit || isWritten n then
      let type ← propositionText t
      withBound n info t fun x => signatureText (b.instantiate1 x) (n :: used) (addVariable n type info groups)
    else done
  | _ => done
where
  isWritten (n : Name) : Bool := !n.hasMacroScopes && !n.isAnonymous && n.isAtomic && !hasName used n
  done : MetaM String := do
    return s!"{groupsText groups}: {← propositionText e}"

/-- What extraction works with: where it prints and reads, and what it may cost. -/
structure Printing where
  caches : Caches
  header : String
  env : Environment
  longest : Nat
  limits : Limits
  token : IO.CancelToken

def Printing.run (p : Printing) (env : Environment) (style : Style) (x : MetaM α) : BaseIO (Option α) := do
  let state : ProofState := {
    core := { env }, namespaces := (.anonymous, []), options := style.options {}, metaState := {}, termState := {}, goals := [],
    root := ⟨.anonymous⟩, origin := {} }
  match ← runMeta state p.limits p.token x with
  | .ok (a, _) => return some a
  | .error _ => return none

/-- Whether a text states just what a constant does, up to the names of universes. -/
def Printing.states (p : Printing) (c : ConstantInfo) (text : String) : IO Bool := do
  let locks ← IO.mkRef ({ capacity := 1 } : Locks)
  match ← (lock p.caches.headers locks { header := p.header } text p.limits p.token).run with
  | .error _ => return false
  | .ok (l, _) =>
    return countList l.levelParams == countList c.levelParams
      && (l.type == c.type || renameLevels l.levelParams c.levelParams l.type == c.type)

/-- What became of a theorem. -/
inductive Extracted where
  | kept (fields : List (String × Option Json))
  | dropped (reason : String)

/-- A number that statements share if they are the same up to bound names and the names of universes. -/
def shapeOf (c : ConstantInfo) : Nat :=
  (renameLevels c.levelParams (fresh c.levelParams 0) c.type).hash.toNat
where
  fresh : List Name → Nat → List Name
    | [], _ => []
    | _ :: us, i => .num `u i :: fresh us (i + 1)

/-- The first text that reads back as what it was printed from. -/
def Printing.text (p : Printing) (c : ConstantInfo) : IO Extracted := do
  let name := flatName p.env c.name
  go name false styles
where
  go (name : Name) (long : Bool) : List Style → IO Extracted
    | [] => return .dropped (if long then "too long" else "does not read back")
    | s :: ss => do
      match ← p.run p.env s (propositionText c.type) with
      | none => go name long ss
      | some statement =>
        if p.longest < statement.length then go name true ss
        else
          let formal := s!"theorem {name.toString} : {statement}"
          if ← p.states c formal then
            let formal ← signed name s formal
            return .kept [("statement", some (.str statement)), ("pp", some (.str s.name)), ("formal", some (.str formal)),
              ("shape", some (.str (toString (shapeOf c))))]
          else go name long ss
  signed (name : Name) (s : Style) (formal : String) : IO String := do
    match ← p.run p.env s (signatureText c.type [] []) with
    | some text =>
      let text := s!"theorem {name.toString} {text}"
      return if ← p.states c text then text else formal
    | none => return formal

/-- Whether all that a type mentions is there. -/
def isKnown (env : Environment) (type : Expr) : Bool :=
  go (listOfArray type.getUsedConstants)
where
  go : List Name → Bool
    | [] => true
    | n :: ns => env.contains n && go ns

def Printing.proposition (p : Printing) (c : ConstantInfo) : IO Extracted := do
  match ← p.run p.env { name := "", options := plainOptions } (isHypothesis c.type) with
  | some true => p.text c
  | _ => return .dropped "not a proposition"

/--
In the environment of the imports, if the statement makes sense there; else in that of the module, if it is given, where proofs
must be looked at (`notAfter`).
-/
def extract (p : Printing) (own : Option Printing) (c : ConstantInfo) : IO Extracted := do
  if isGenerated c.name then return .dropped "generated"
  if isKnown p.env c.type then p.proposition c
  else match own with
    | some p => match ← p.proposition c with
      | .kept fields => return .kept (("header", some (.str p.header)) :: fields)
      | dropped => return dropped
    | none => return .dropped "about what its module defines"

/-! ## Requests -/

/-- One theorem of a module on the wire. -/
def Extracted.json (n : Name) : Extracted → Json
  | .kept fields => Json.object (("id", some (.str n.toString)) :: fields)
  | .dropped reason => Json.object [("id", some (.str n.toString)), ("dropped", some (.str reason))]

/--
`{"corpus": {"module": name, "after": n, "longest": n, "pageMs": n, "own": bool}}`: the theorems of a module from a position on, as many as the time
of a page allows. `next` is where to go on; what took longer than the request may is named by `stuck`, and `next` is its place. With `own` what is about the module's own definitions has a header of its own, with the
module in it.
-/
partial def extractPage (caches : Caches) (module : Name) (j : Json) (limits : Limits) (token : IO.CancelToken) : Attempt Fields := do
  let begun ← IO.monoMsNow
  let data ← (readModule module : IO ModuleData)
  let header := headerBefore data
  let state ← stateAfter caches.headers { header } limits token
  let p : Printing := { caches, header, env := state.env, longest := (Json.nat? j "longest").getD 1200, limits, token }
  let own ← if Json.flag j "own" then do
      let header := header ++ importLines [module]
      let state ← stateAfter caches.headers { header } limits token
      pure (some { p with header, env := state.env })
    else pure none
  let pageMs := (Json.nat? j "pageMs").getD 5000
  let (found, next, stuck) ← (go p own data begun pageMs ((Json.nat? j "after").getD 0) [] : IO _)
  return [("header", some (.str header)), ("theorems", Json.listOrNone found), ("next", next), ("stuck", stuck),
    ("size", some (Json.ofNat data.constants.size))]
where
  go (p : Printing) (own : Option Printing) (data : ModuleData) (begun pageMs i : Nat) (acc : List Json) : IO (List Json × Option Json × Option Json) := do
    if h : i < data.constants.size then
      let c := data.constants[i]
      if !isTheoremIn data c then go p own data begun pageMs (i + 1) acc
      else if begun + pageMs < (← IO.monoMsNow) && !(acc matches []) then return (reverseList acc, some (Json.ofNat i), none)
      else
        let e ← extract p own c
        if ← token.isSet then return (reverseList acc, some (Json.ofNat i), some (.str c.name.toString))
        else go p own data begun pageMs (i + 1) (e.json c.name :: acc)
    else return (reverseList acc, none, none)

/-- `{"corpus": {"modules": [name, ...]}}`: these modules and those below them. -/
def listModules (caches : Caches) (j : Json) : IO Fields := do
  let env ← Headers.environment caches.headers defaultImports
  let found ← mapListM (fun (m : Json) => modulesUnder env (m.getStr?.toOption.getD "").toName) (Json.list j "modules")
  return [("modules", some (Json.ofList (mapList (fun m => .str m.toString) (all found))))]
where
  all : List (List Name) → List Name
    | [] => []
    | ns :: rest => appendList ns (all rest)

def corpus (caches : Caches) (j : Json) (limits : Limits) (token : IO.CancelToken) : Attempt Fields := do
  match Json.text? j "module" with
  | some module => extractPage caches module.toName j limits token
  | none => (listModules caches j : IO Fields)

end Lakatos
