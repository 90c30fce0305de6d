-- Texts that take longer than any limit. `timeouts` puts each before a theorem that is trivial and waits for the verdict.
-- A section begins with its kind. Those marked `program` are no tactics but code that never looks whether it is to stop.

-- kind: simp that loops
set_option maxRecDepth 100000000 in
set_option maxHeartbeats 0 in
theorem a (f : Nat → Nat) (h : ∀ n, f n = f (n + 1)) : f 0 = 1 := by
  simp (maxSteps := 1000000000) [h]

-- kind: simp that grows
set_option maxRecDepth 100000000 in
set_option maxHeartbeats 0 in
theorem a (f : Nat → Nat) (h : ∀ n, f n = f (n + 1) + f (n + 2)) : f 0 = 1 := by
  simp (maxSteps := 1000000000) [h]

-- kind: simp_all
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a (p : Nat → Prop) (f : Nat → Nat) (h : ∀ n, p n ↔ p (f n) ∧ p (n + 1)) (h0 : p 0) : p 1 ∧ False := by
  simp_all (maxSteps := 1000000000)

-- kind: omega
set_option maxHeartbeats 0 in
set_option maxRecDepth 1000000 in
theorem a (a b c d e f g : Int) (h : 0 ≤ a ∧ 0 ≤ b ∧ 0 ≤ c ∧ 0 ≤ d ∧ 0 ≤ e ∧ 0 ≤ f ∧ 0 ≤ g)
    (h' : a ≤ 5 ∧ b ≤ 5 ∧ c ≤ 5 ∧ d ≤ 5 ∧ e ≤ 5 ∧ f ≤ 5 ∧ g ≤ 5) (h1 : a ≠ b ∧ a ≠ c ∧ a ≠ d ∧ a ≠ e ∧ a ≠ f ∧ a ≠ g)
    (h2 : b ≠ c ∧ b ≠ d ∧ b ≠ e ∧ b ≠ f ∧ b ≠ g) (h3 : c ≠ d ∧ c ≠ e ∧ c ≠ f ∧ c ≠ g)
    (h4 : d ≠ e ∧ d ≠ f ∧ d ≠ g) (h5 : e ≠ f ∧ e ≠ g) : f = g := by
  omega

-- kind: decide
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a : ∀ x y : Fin 200, (x * y * x + y) % 7 = (y + x * x * y) % 7 := by
  decide

-- kind: decide in the kernel
set_option maxHeartbeats 0 in
theorem a : ∀ x y z : Fin 300, (x * y * z).val = (z * y * x).val := by
  decide +kernel

-- kind: rfl on a fold
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a : (List.range 200000).foldl (· + ·) 0 = 19999900000 := by
  rfl

-- kind: a computation in the kernel
def steps : Nat → Nat → Nat
  | 0, n => n
  | k + 1, n => steps k ((n * n + 1) % 1000003)
set_option maxHeartbeats 0 in
theorem a : steps 100000000 1 = 0 := by
  decide +kernel

-- kind: rfl on a recursive function
def steps : Nat → Nat → Nat
  | 0, n => n
  | k + 1, n => steps k ((n * n + 1) % 1000003)
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a : steps 1000000 1 = 0 := by
  rfl

-- kind: unification
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a (f : Nat → Nat → Nat) (h : ∀ x, f x x = x) :
    (fun n : Nat => (List.range 60000).length + n) = (fun n => n + 60001) := by
  exact rfl

-- kind: repeat
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a (a b : Nat) (h : a * b = 3) : b * a = 4 := by
  repeat rw [Nat.mul_comm]

-- kind: repeat that deepens the goal
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a (p : Prop) : p := by
  repeat (refine Classical.byContradiction ?_; intro h; refine absurd ?_ h)

-- kind: iterate
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a (p : Prop) (h : p) : p := by
  iterate 100000000 (try (exfalso; assumption))
  exact h

-- kind: cases, all of them
set_option maxHeartbeats 0 in
theorem a (a b c d e f g h i j k l m n o p : Bool) : (a && b && c && d && e && f && g && h) = (i || j || k || l || m || n || o || p) := by
  cases a <;> cases b <;> cases c <;> cases d <;> cases e <;> cases f <;> cases g <;> cases h <;> cases i <;> cases j <;>
    cases k <;> cases l <;> cases m <;> cases n <;> cases o <;> cases p <;> simp

-- kind: grind, splitting cases
set_option maxHeartbeats 0 in
theorem a (x : Nat → Nat) (h : ∀ i, x i = 0 ∨ x i = 1 ∨ x i = 2)
    (h' : ∀ i, x i + x (i + 1) + x (i + 2) ≠ 3) : x 0 + x 3 + x 6 + x 9 = 100 ∨ x 20 = 7 := by
  grind (splits := 1000) (gen := 1000) (ematch := 100000) (instances := 1000000)

-- kind: grind, polynomials
set_option maxHeartbeats 0 in
set_option maxRecDepth 1000000 in
theorem a (a b c d e f : Int) (h1 : a + b + c + d + e + f = 0) (h2 : a*b + b*c + c*d + d*e + e*f + f*a = 0)
    (h3 : a*b*c + b*c*d + c*d*e + d*e*f + e*f*a + f*a*b = 0) (h4 : a*b*c*d + b*c*d*e + c*d*e*f + d*e*f*a + e*f*a*b + f*a*b*c = 0)
    (h5 : a*b*c*d*e + b*c*d*e*f + c*d*e*f*a + d*e*f*a*b + e*f*a*b*c + f*a*b*c*d = 0) (h6 : a*b*c*d*e*f = 1) : a ^ 40 + b = 17 := by
  grind

-- kind: exact?
set_option maxHeartbeats 0 in
theorem a (a b c : Nat) (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) (h' : a < b) : f a + c < f b + c := by
  repeat (first | exact? | skip)

-- kind: rw?
set_option maxHeartbeats 0 in
theorem a (a b c : Nat) (f : Nat → Nat) (h : f (a + b) = c) : f (b + a) * c = c * c + 1 := by
  iterate 1000 (first | rw? | skip)
  repeat skip

-- kind: instances that need each other
class Reachable (n : Nat) where
instance [Reachable (n + 1)] : Reachable n := ⟨⟩
set_option maxHeartbeats 0 in
set_option synthInstance.maxHeartbeats 0 in
set_option synthInstance.maxSize 1000000000 in
set_option maxRecDepth 100000000 in
theorem a : Nonempty (Reachable 0) := ⟨inferInstance⟩

-- kind: macro that expands for ever
syntax "spin " num : tactic
macro_rules
  | `(tactic| spin $n) => `(tactic| (first | fail | (skip; spin $(Lean.quote (n.getNat + 1)))))
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a : 1 = 2 := by
  spin 0

-- kind: overloaded notation
infixl:65 " ⋆ " => Nat.add
infixl:65 " ⋆ " => Nat.mul
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a (x : Nat) : x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x ⋆ x = (x : Int) := by
  trivial

-- kind: bv_decide
set_option maxHeartbeats 0 in
theorem a (x y z w : BitVec 64) (h : x * y = z * w) : (x * y * z * w + x * z) * y = w * (z * x * y * z * w + x * y) := by
  repeat (first | bv_decide | skip)

-- kind: ac_rfl
set_option maxHeartbeats 0 in
theorem a (a b c d e : Nat) : a * b * c * d * e = e * d * c * b * a := by
  iterate 100000000 (have : a * b * c * d * e = e * d * c * b * a := by ac_rfl)
  assumption

-- kind: many lemmas
set_option maxHeartbeats 0
set_option maxRecDepth 100000000
syntax "lemmas " num : command
macro_rules
  | `(lemmas $n) => `(example (x y : Int) (h : x < y) : 2 * x + 1 < 2 * y + $n + 1 := by omega
                      lemmas $(Lean.quote (n.getNat + 1)))
lemmas 0

-- kind: reduce
def steps : Nat → Nat → Nat
  | 0, n => n
  | k + 1, n => steps k ((n * n + 1) % 1000003)
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
#reduce steps 1000000 1

-- kind: loop in a tactic's program, needs Lean
import Lean
open Lean Elab Tactic
partial def spin : TacticM Unit := do
  Core.checkInterrupted
  spin
theorem a : 1 = 2 := by
  run_tac spin

-- kind: program that evaluates for ever, program
partial def spin (n : Nat) : Nat := spin (n + 1)
#eval spin 0

-- kind: sleep, program
#eval IO.sleep 3600000

-- kind: pure loop in a tactic, needs Lean, program
import Lean
partial def spin (n : Nat) : Nat := if n = 0 then 1 else spin (n + 1)
theorem a : 1 = 2 := by
  run_tac do
    if spin 1 = 2 then failure
