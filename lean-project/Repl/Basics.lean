import Lean

/-!
# Loops and lookups

The npm toolchain ships only the public part of Lean's compiled modules. There the compiler cannot specialise a library
loop such as `List.map` or `Array.foldl` for new code (`Unknown constant ..._redArg`), so what this program needs is written
out as plain recursion. Elsewhere these definitions are merely ordinary.
-/

open Lean

namespace Lakatos

def mapList (f : α → β) : List α → List β
  | [] => []
  | a :: as => f a :: mapList f as

def appendList : List α → List α → List α
  | [], bs => bs
  | a :: as, bs => a :: appendList as bs

def reverseList (as : List α) : List α :=
  go as []
where
  go : List α → List α → List α
    | [], acc => acc
    | a :: as, acc => go as (a :: acc)

def filterList (p : α → Bool) : List α → List α
  | [] => []
  | a :: as => if p a then a :: filterList p as else filterList p as

def anyList (p : α → Bool) : List α → Bool
  | [] => false
  | a :: as => p a || anyList p as

def findList? (f : α → Option β) : List α → Option β
  | [] => none
  | a :: as => match f a with
    | some b => some b
    | none => findList? f as

def takeList : Nat → List α → List α
  | 0, _ => []
  | _, [] => []
  | n + 1, a :: as => a :: takeList n as

def countList (as : List α) : Nat :=
  go as 0
where
  go : List α → Nat → Nat
    | [], n => n
    | _ :: as, n => go as (n + 1)

def listOfArray (as : Array α) : List α :=
  go as.size []
where
  go : Nat → List α → List α
    | 0, acc => acc
    | i + 1, acc => if h : i < as.size then go i (as[i] :: acc) else go i acc

def arrayOfList (as : List α) : Array α :=
  go as #[]
where
  go : List α → Array α → Array α
    | [], acc => acc
    | a :: as, acc => go as (acc.push a)

/-- Runs `f` on each element, left to right. -/
def eachM [Monad m] (as : List α) (f : α → m Unit) : m Unit :=
  match as with
  | [] => pure ()
  | a :: as => do f a; eachM as f

def mapListM [Monad m] (f : α → m β) : List α → m (List β)
  | [] => pure []
  | a :: as => do
    let b ← f a
    let bs ← mapListM f as
    pure (b :: bs)

/-- The leaves of a persistent array, first to last. -/
partial def listOfPersistentArray (a : PersistentArray α) : List α :=
  node a.root (listOfArray a.tail)
where
  node : PersistentArrayNode α → List α → List α
    | .leaf vs, acc => appendList (listOfArray vs) acc
    | .node cs, acc => nodes (listOfArray cs) acc
  nodes : List (PersistentArrayNode α) → List α → List α
    | [], acc => acc
    | c :: cs, acc => node c (nodes cs acc)

/-- The entries of a persistent hash map, in no particular order. -/
partial def listOfPersistentHashMap [BEq α] [Hashable α] (m : PersistentHashMap α β) : List (α × β) :=
  node m.root []
where
  node : PersistentHashMap.Node α β → List (α × β) → List (α × β)
    | .collision keys values _, acc => pairs (listOfArray keys) (listOfArray values) acc
    | .entries es, acc => entries (listOfArray es) acc
  pairs : List α → List β → List (α × β) → List (α × β)
    | k :: ks, v :: vs, acc => (k, v) :: pairs ks vs acc
    | _, _, acc => acc
  entries : List (PersistentHashMap.Entry α β (PersistentHashMap.Node α β)) → List (α × β) → List (α × β)
    | [], acc => acc
    | .entry k v :: es, acc => (k, v) :: entries es acc
    | .ref n :: es, acc => node n (entries es acc)
    | .null :: es, acc => entries es acc

/-- A small map that remembers the `capacity` entries used last. -/
structure Recent (α : Type) (β : Type) where
  capacity : Nat
  entries : List (α × β) := []

/-- The value of `key`, which is then the entry used last. -/
def Recent.find? [BEq α] (r : Recent α β) (key : α) : Option (β × Recent α β) :=
  match findList? (fun (k, v) => if k == key then some v else none) r.entries with
  | some v => some (v, { r with entries := (key, v) :: filterList (fun (k, _) => !(k == key)) r.entries })
  | none => none

def Recent.insert [BEq α] (r : Recent α β) (key : α) (value : β) : Recent α β :=
  { r with entries := takeList r.capacity ((key, value) :: filterList (fun (k, _) => !(k == key)) r.entries) }

def Recent.erase [BEq α] (r : Recent α β) (key : α) : Recent α β :=
  { r with entries := filterList (fun (k, _) => !(k == key)) r.entries }

/-- A hash table. Used linearly, an insertion costs no copy. -/
structure Table (α : Type) (β : Type) where
  buckets : Array (List (α × β)) := Array.replicate 64 []
  size : Nat := 0

namespace Table

variable {α β : Type}

def slot (h : UInt64) (n : Nat) : Nat := h.toNat % n

def lookup [BEq α] (key : α) : List (α × β) → Option β
  | [] => none
  | (k, v) :: rest => if k == key then some v else lookup key rest

def find? [BEq α] [Hashable α] (t : Table α β) (key : α) : Option β :=
  match t.buckets[slot (hash key) t.buckets.size]? with
  | some bucket => lookup key bucket
  | none => none

/-- Adds an entry for a key that has none yet. -/
partial def insert [BEq α] [Hashable α] (t : Table α β) (key : α) (value : β) : Table α β :=
  let t := if t.size > 2 * t.buckets.size then grow t else t
  { buckets := put t.buckets key value, size := t.size + 1 }
where
  put (buckets : Array (List (α × β))) (key : α) (value : β) : Array (List (α × β)) :=
    let i := slot (hash key) buckets.size
    if h : i < buckets.size then
      let bucket := buckets[i]
      buckets.set i ((key, value) :: bucket)
    else buckets
  grow (t : Table α β) : Table α β :=
    { t with buckets := all (listOfArray t.buckets) (Array.replicate (4 * t.buckets.size) []) }
  all : List (List (α × β)) → Array (List (α × β)) → Array (List (α × β))
    | [], acc => acc
    | b :: bs, acc => all bs (some b acc)
  some : List (α × β) → Array (List (α × β)) → Array (List (α × β))
    | [], acc => acc
    | (k, v) :: rest, acc => some rest (put acc k v)

end Table

end Lakatos
