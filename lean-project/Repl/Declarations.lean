import Repl.Trust

/-!
# Declarations as data

A strict check is made by a process that has never run the candidate's code. What reaches it is this JSON: names, levels
and terms in tables, each row referring to earlier rows, then the declarations. The format has no word for a free variable, a
metavariable or a negative numeral, so there is nothing to smuggle.

Rows. A name: `[prefix, "text"]` or `[prefix, number]`, row 0 is the empty name. A level: `[1, l]` successor, `[2, l, m]` max,
`[3, l, m]` imax, `[4, name]` parameter, row 0 is zero. A term: see `writeExpr`.
-/

open Lean

namespace Lakatos

/-! ## Writing -/

structure Tables where
  names : IO.Ref (Table Name Nat)
  levels : IO.Ref (Table Level Nat)
  exprs : IO.Ref (Table Expr Nat)
  nameRows : IO.Ref (Array Json)
  levelRows : IO.Ref (Array Json)
  exprRows : IO.Ref (Array Json)

def row (cells : List Json) : Json := Json.ofList cells

def num (n : Nat) : Json := Json.ofNat n

def addRow (rows : IO.Ref (Array Json)) (cells : List Json) : IO Nat := do
  let index := (← rows.get).size
  rows.modify (·.push (row cells))
  return index

def writeName (t : Tables) (n : Name) : IO Nat := do
  match (← t.names.get).find? n with
  | some i => return i
  | none =>
    let i ← match n with
      | .anonymous => addRow t.nameRows []
      | .str p s => do addRow t.nameRows [num (← writeName t p), .str s]
      | .num p k => do addRow t.nameRows [num (← writeName t p), num k]
    t.names.modify (·.insert n i)
    return i

def writeLevel (t : Tables) (l : Level) : IO Nat := do
  match (← t.levels.get).find? l with
  | some i => return i
  | none =>
    let i ← match l with
      | .zero => addRow t.levelRows []
      | .succ a => do addRow t.levelRows [num 1, num (← writeLevel t a)]
      | .max a b => do addRow t.levelRows [num 2, num (← writeLevel t a), num (← writeLevel t b)]
      | .imax a b => do addRow t.levelRows [num 3, num (← writeLevel t a), num (← writeLevel t b)]
      | .param n => do addRow t.levelRows [num 4, num (← writeName t n)]
      | .mvar _ => complain "a universe metavariable"
    t.levels.modify (·.insert l i)
    return i

def writeLevels (t : Tables) (ls : List Level) : IO Json := do
  return row (mapList num (← mapListM (writeLevel t) ls))

partial def writeExpr (t : Tables) (e : Expr) : IO Nat := do
  match e with
  | .mdata _ e => writeExpr t e
  | _ =>
  match (← t.exprs.get).find? e with
  | some i => return i
  | none =>
    let i ← match e with
      | .bvar i => addRow t.exprRows [num 0, num i]
      | .sort l => do addRow t.exprRows [num 1, num (← writeLevel t l)]
      | .const n ls => do
        let n ← writeName t n
        addRow t.exprRows [num 2, num n, ← writeLevels t ls]
      | .app f a => do
        let f ← writeExpr t f
        let a ← writeExpr t a
        addRow t.exprRows [num 3, num f, num a]
      | .lam n d b _ => binder 4 n d b
      | .forallE n d b _ => binder 5 n d b
      | .letE n d v b nondep => do
        let n ← writeName t n
        let d ← writeExpr t d
        let v ← writeExpr t v
        let b ← writeExpr t b
        addRow t.exprRows [num 6, num n, num d, num v, num b, .bool nondep]
      | .proj s i b => do
        let s ← writeName t s
        let b ← writeExpr t b
        addRow t.exprRows [num 7, num s, num i, num b]
      | .lit (.natVal n) => addRow t.exprRows [num 8, .str (toString n)]
      | .lit (.strVal s) => addRow t.exprRows [num 9, .str s]
      | .fvar _ => complain "a free variable"
      | .mvar _ => complain "a metavariable"
      | .mdata _ _ => complain "metadata"
    t.exprs.modify (·.insert e i)
    return i
where
  binder (tag : Nat) (n : Name) (d b : Expr) : IO Nat := do
    let n ← writeName t n
    let d ← writeExpr t d
    let b ← writeExpr t b
    addRow t.exprRows [num tag, num n, num d, num b]

def writeNames (t : Tables) (ns : List Name) : IO Json := do
  return row (mapList num (← mapListM (writeName t) ns))

def hintsJson : ReducibilityHints → Json
  | .opaque => .str "opaque"
  | .abbrev => .str "abbrev"
  | .regular h => num h.toNat

def writeConstant (t : Tables) (find : Candidate) (c : ConstantInfo) : IO Json := do
  let head (kind : String) : IO (List (String × Json)) := do
    return [("kind", .str kind), ("name", num (← writeName t c.name)), ("levels", ← writeNames t c.levelParams),
      ("type", num (← writeExpr t c.type))]
  match c with
  | .thmInfo v => return Json.mkObj (("value", num (← writeExpr t v.value)) :: (← head "theorem"))
  | .defnInfo v => return Json.mkObj (("hints", hintsJson v.hints) :: ("value", num (← writeExpr t v.value)) :: (← head "definition"))
  | .opaqueInfo v => return Json.mkObj (("value", num (← writeExpr t v.value)) :: (← head "opaque"))
  | .inductInfo v => return Json.mkObj (("params", num v.numParams) :: ("all", ← writeNames t v.all)
      :: ("constructors", Json.ofList (← mapListM constructor v.ctors)) :: (← head "inductive"))
  | .recInfo v => return Json.mkObj [("kind", .str "recursor"), ("name", num (← writeName t c.name)), ("all", ← writeNames t v.all)]
  | .ctorInfo v => return Json.mkObj [("kind", .str "constructor"), ("name", num (← writeName t c.name)), ("of", num (← writeName t v.induct))]
  | .axiomInfo _ => head "axiom" >>= fun h => return Json.mkObj h
  | .quotInfo _ => complain "a quotient primitive"
where
  constructor (n : Name) : IO Json := do
    match find n with
    | some c => return row [num (← writeName t n), num (← writeExpr t c.type)]
    | none => complain "a constructor that does not exist"

/-- The constants as data, in the order given, and which of them are the theorems in question. -/
def writeDeclarations (find : Candidate) (constants : List ConstantInfo) (theorems : List Name) : IO Json := do
  let t : Tables := {
    names := ← IO.mkRef {}, levels := ← IO.mkRef {}, exprs := ← IO.mkRef {},
    nameRows := ← IO.mkRef #[], levelRows := ← IO.mkRef #[], exprRows := ← IO.mkRef #[] }
  discard <| writeName t .anonymous
  discard <| writeLevel t .zero
  let constants ← mapListM (writeConstant t find) constants
  let theorems ← writeNames t theorems
  return Json.mkObj [("theorems", theorems), ("names", .arr (← t.nameRows.get)), ("levels", .arr (← t.levelRows.get)),
    ("terms", .arr (← t.exprRows.get)), ("constants", Json.ofList constants)]

/-! ## Reading -/

def wrong {α : Type} (what : String) : Except String α := .error s!"not a list of declarations: {what}"

def cellNat (j : Json) : Except String Nat := j.getNat?

def cellText : Json → Except String String
  | .str s => .ok s
  | _ => wrong "a text is missing"

def entry (rows : Array α) (j : Json) : Except String α := do
  let i ← cellNat j
  if h : i < rows.size then .ok rows[i] else wrong s!"row {i} is not there yet"

def cells : Json → List Json
  | .arr a => listOfArray a
  | _ => []

def readRows (read : Array α → Json → Except String α) : List Json → Array α → Except String (Array α)
  | [], rows => .ok rows
  | j :: js, rows => do
    let a ← read rows j
    readRows read js (rows.push a)

def readName (rows : Array Name) (j : Json) : Except String Name :=
  match cells j with
  | [] => .ok .anonymous
  | [p, .str s] => do return .str (← entry rows p) s
  | [p, k] => do return .num (← entry rows p) (← cellNat k)
  | _ => wrong "a name"

def readLevel (names : Array Name) (rows : Array Level) (j : Json) : Except String Level :=
  match cells j with
  | [] => .ok .zero
  | [tag, a] => do
    match ← cellNat tag with
    | 1 => return .succ (← entry rows a)
    | 4 => return .param (← entry names a)
    | _ => wrong "a level"
  | [tag, a, b] => do
    match ← cellNat tag with
    | 2 => return .max (← entry rows a) (← entry rows b)
    | 3 => return .imax (← entry rows a) (← entry rows b)
    | _ => wrong "a level"
  | _ => wrong "a level"

def readEntries (rows : Array α) (j : Json) : Except String (List α) :=
  go (cells j)
where
  go : List Json → Except String (List α)
    | [] => .ok []
    | j :: js => do return (← entry rows j) :: (← go js)

def readExpr (names : Array Name) (levels : Array Level) (rows : Array Expr) (j : Json) : Except String Expr :=
  match cells j with
  | [tag, a] => do
    match ← cellNat tag with
    | 0 => return .bvar (← cellNat a)
    | 1 => return .sort (← entry levels a)
    | 8 => match (← cellText a).toNat? with
      | some n => return .lit (.natVal n)
      | none => wrong "a numeral"
    | 9 => return .lit (.strVal (← cellText a))
    | _ => wrong "a term"
  | [tag, a, b] => do
    match ← cellNat tag with
    | 2 => return .const (← entry names a) (← readEntries levels b)
    | 3 => return .app (← entry rows a) (← entry rows b)
    | _ => wrong "a term"
  | [tag, n, d, b] => do
    match ← cellNat tag with
    | 4 => return .lam (← entry names n) (← entry rows d) (← entry rows b) .default
    | 5 => return .forallE (← entry names n) (← entry rows d) (← entry rows b) .default
    | 7 => return .proj (← entry names n) (← cellNat d) (← entry rows b)
    | _ => wrong "a term"
  | [_, n, d, v, b, nondep] => do
    return .letE (← entry names n) (← entry rows d) (← entry rows v) (← entry rows b) (nondep matches .bool true)
  | _ => wrong "a term"

def foralls : Expr → Nat
  | .forallE _ _ b _ => foralls b + 1
  | _ => 0

def readHints : Json → Except String ReducibilityHints
  | .str "opaque" => .ok .opaque
  | .str "abbrev" => .ok .abbrev
  | j => do return .regular (← cellNat j).toUInt32

/-- The constants that one entry stands for: a type brings its constructors. -/
def readConstant (names : Array Name) (exprs : Array Expr) (j : Json) : Except String (List ConstantInfo) := do
  let field (name : String) : Except String Json := j.getObjVal? name
  let name ← entry names (← field "name")
  let head : Except String ConstantVal := do
    return { name, levelParams := ← readEntries names (← field "levels"), type := ← entry exprs (← field "type") }
  let value : Except String Expr := do entry exprs (← field "value")
  match ← cellText (← field "kind") with
  | "theorem" => return [.thmInfo { toConstantVal := ← head, value := ← value }]
  | "definition" => return [.defnInfo { toConstantVal := ← head, value := ← value, hints := ← readHints (← field "hints"), safety := .safe }]
  | "opaque" => return [.opaqueInfo { toConstantVal := ← head, value := ← value, isUnsafe := false }]
  | "axiom" => return [.axiomInfo { toConstantVal := ← head, isUnsafe := false }]
  | "inductive" =>
    let head ← head
    let params ← cellNat (← field "params")
    let ctors ← constructors head params (cells (← field "constructors"))
    let all ← readEntries names (← field "all")
    let type : InductiveVal := {
      toConstantVal := head, numParams := params, numIndices := 0, all, ctors := namesOf ctors,
      numNested := 0, isRec := false, isUnsafe := false, isReflexive := false }
    return .inductInfo type :: ctors
  | "recursor" =>
    let all ← readEntries names (← field "all")
    let stub : RecursorVal := {
      name, levelParams := [], type := .sort .zero, all, numParams := 0, numIndices := 0, numMotives := 0, numMinors := 0,
      rules := [], k := false, isUnsafe := false }
    return [.recInfo stub]
  | "constructor" => return []
  | _ => wrong "a constant"
where
  constructors (head : ConstantVal) (params : Nat) : List Json → Except String (List ConstantInfo)
    | [] => .ok []
    | j :: js => match cells j with
      | [n, t] => do
        let name ← entry names n
        let type ← entry exprs t
        let c : ConstructorVal := {
          name, levelParams := head.levelParams, type, induct := head.name, cidx := 0, numParams := params,
          numFields := foralls type - params, isUnsafe := false }
        return .ctorInfo c :: (← constructors head params js)
      | _ => wrong "a constructor"

/-- Declarations that came as data. -/
structure Declarations where
  /-- Finds a constant; the first of a name counts. -/
  find : Candidate
  theorems : List Name

def readDeclarations (j : Json) : Except String Declarations := do
  let names ← readRows readName (Json.list j "names") #[]
  let levels ← readRows (readLevel names) (Json.list j "levels") #[]
  let exprs ← readRows (readExpr names levels) (Json.list j "terms") #[]
  let table ← collect names exprs (Json.list j "constants") {}
  let theorems ← readEntries names (j.getObjValD "theorems")
  return { find := fun n => table.find? n, theorems }
where
  collect (names : Array Name) (exprs : Array Expr) : List Json → Table Name ConstantInfo → Except String (Table Name ConstantInfo)
    | [], table => .ok table
    | j :: js, table => do
      let constants ← readConstant names exprs j
      collect names exprs js (add constants table)
  add : List ConstantInfo → Table Name ConstantInfo → Table Name ConstantInfo
    | [], table => table
    | c :: cs, table => add cs (if (table.find? c.name).isSome then table else table.insert c.name c)

end Lakatos
