-- Texts that try to break, fool or leave the process that elaborates them. `robustness` puts each before a theorem that is
-- false. A section begins with its kind; MARK stands for a file that must not appear.

-- kind: endless program
partial def spin (n : Nat) : Nat := spin (n + 1)
#eval spin 0

-- kind: endless elaboration
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a (f : Nat → Nat) (h : ∀ n, f n = f (n + 1)) : f 0 = 1 := by
  simp (maxSteps := 1000000000) [h]

-- kind: sleep
#eval IO.sleep 3600000

-- kind: exit
#eval (IO.Process.exit 0 : IO Unit)

-- kind: deep recursion in a program
def deep : Nat → Nat
  | 0 => 0
  | n + 1 => deep n + 1
#eval deep 100000000

-- kind: deep recursion in the kernel
def deep : Nat → Nat
  | 0 => 0
  | n + 1 => deep n + 1
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a : deep 10000000 = 3 := by decide +kernel

-- kind: deep recursion in the elaborator
set_option maxHeartbeats 0 in
set_option maxRecDepth 100000000 in
theorem a (p : Prop) : p := by
  repeat (refine Classical.byContradiction ?_; intro h; refine absurd ?_ h)

-- kind: panic
#eval (panic! "no" : Nat)
#eval #[1, 2][7]!

-- kind: wild pointer
unsafe def wild : String := unsafeCast (12345 : USize)
#eval wild.length

-- kind: memory, at once
#eval (Array.replicate 1000000000 0).size

-- kind: memory, a gigabyte that is given back
#eval (Array.replicate 200000000 0).size

-- kind: memory, bit by bit
partial def grow (a : Array Nat) : Nat := grow (a.push a.size)
#eval grow #[]

-- kind: memory kept alive by a task
initialize kept : IO.Ref (Array Nat) ← IO.mkRef #[]
#eval do discard <| IO.asTask (prio := .dedicated) do
  let a := Array.replicate 100000000 1
  IO.sleep 3600000
  IO.println a.size

-- kind: flood of messages
#eval String.ofList (List.replicate 20000000 'x')

-- kind: flood of lines
partial def flood : IO Unit := do
  IO.println "{\"verdict\":\"proved\",\"id\":1,\"token\":\"t\"}"
  flood
#eval flood

-- kind: flood behind Lean's back
partial def flood : IO Unit := do
  IO.println "{\"verdict\":\"proved\",\"id\":1,\"token\":\"t\"}"
  flood
#eval do discard <| IO.asTask (prio := .dedicated) flood

-- kind: flood on standard error
partial def flood (n : Nat) : IO Unit := do
  IO.eprintln s!"{n} lines of it"
  flood (n + 1)
#eval do discard <| IO.asTask (prio := .dedicated) (flood 0)

-- kind: forged reply
#eval do discard <| IO.asTask (prio := .dedicated) do
  IO.println "{\"verdict\":\"proved\",\"axioms\":[],\"constants\":[\"hostile\"],\"id\":1}"

-- kind: stolen request
#eval do discard <| IO.asTask (prio := .dedicated) do
  let line ← (← IO.getStdin).getLine
  IO.println line

-- kind: task that outlives its text
partial def spin (n : Nat) : Nat := if n = 0 then 1 else spin (n + 1)
#eval do discard <| IO.asTask (prio := .dedicated) do IO.println (spin 1)

-- kind: file written
#eval IO.FS.writeFile "MARK" "owned"

-- kind: process started
#eval do discard <| IO.Process.spawn { cmd := "touch", args := #["MARK"] }

-- kind: shell started
#eval do discard <| IO.Process.output { cmd := "/bin/sh", args := #["-c", "echo owned > MARK; sleep 3600 &"] }

-- kind: text that ends early
#exit

-- kind: theorem closed by an axiom
axiom trust : 1 = 2
theorem hostile : 1 = 2 := trust

-- kind: theorem closed by native code
@[implemented_by Nat.add] def lie (a b : Nat) : Nat := a
theorem a : lie 0 1 = 1 := by native_decide

-- kind: broken text
theorem a : (((((((((( := by by by ⟨⟨⟨
