/*
 * The words and signs of the controlled language. English and Chinese share a token wherever they
 * share a meaning; phrases that mean one thing are one token. What is no token is UNKNOWN, which no
 * rule of the grammar accepts, so that nothing is skipped in silence.
 */
lexer grammar Words;

options {
  caseInsensitive = true;
}

/* Put in after the lexer: an invisible sign of multiplication, the name of a function or a proposition. */
tokens {
  JUXTA,
  FUNCTOR,
  ATOM
}

// Layout
SPACE : [ \t\r\n\u00A0\u3000]+ -> channel(HIDDEN);
LATEX_SPACE
  : ('\\,' | '\\!' | '\\displaystyle' | '\\limits' | '\\nolimits' | '\\textstyle' | '\\noindent'
      | '\\' 'big' 'g'? [lrm]?) -> channel(HIDDEN)
  ;
WIDE_SPACE : ('\\;' | '\\:' | '\\ ' | '~' | '\\quad' | '\\qquad') -> channel(HIDDEN) ;
LEFT : '\\left' -> channel(HIDDEN) ;
RIGHT : '\\right' -> channel(HIDDEN) ;
OPEN_BAR : '\\left|' | '\\lvert' | '\\' 'big' 'g'? 'l|' | '\\lVert' ;
CLOSE_BAR : '\\right|' | '\\rvert' | '\\' 'big' 'g'? 'r|' ;
DOLLARS : '$$' ;
DOLLAR : '$' ;
OPEN_MATH : '\\(' | '\\[' ;
CLOSE_MATH : '\\)' | '\\]' ;
TEXT : ('\\text' | '\\mbox' | '\\textrm' | '\\mathrm' | '\\operatorname' | '\\mathop' | '\\textit' | '\\textbf' | '\\emph') '*'? ;

// Punctuation
STOP : '.' | '。' ;
QUESTION : '?' ;
SEMICOLON : ';' ;
COLON : ':' ;
COMMA : ',' ;
PAUSE : '、' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACKET : '[' | '\\lbrack' ;
RBRACKET : ']' | '\\rbrack' ;
LBRACE : '{' ;
RBRACE : '}' ;
LSET : '\\{' | '\\lbrace' ;
RSET : '\\}' | '\\rbrace' ;

// Signs
PLUS : '+' ;
MINUS : '-' | '−' | '–' ;
TIMES : '*' | '·' | '×' | '⋅' | '∙' | '\\cdot' | '\\times' | '\\ast' ;
SLASH : '/' | '÷' | '\\div' ;
CARET : '^' | '**' ;
UNDER : '_' ;
BANG : '!' ;
PERCENT : '%' ;
BAR : '|' | '\\vert' ;
MID : '∣' | '\\mid' ;
NOT_MID : '∤' | '\\nmid' | '\\not' S? ('\\mid' | '|') ;
EQ : '=' ;
NE : '≠' | '!=' | '\\neq' | '\\ne' | '\\not' S? '=' ;
LE : '≤' | '<=' | '⩽' | '≦' | '\\leq' | '\\le' | '\\leqslant' | '\\leqq' ;
GE : '≥' | '>=' | '⩾' | '≧' | '\\geq' | '\\ge' | '\\geqslant' | '\\geqq' ;
LT : '<' | '\\lt' ;
GT : '>' | '\\gt' ;
EQUIV : '≡' | '\\equiv' ;
NOT_EQUIV : '≢' | '\\not' S? '\\equiv' | '\\not' S? '≡' ;
PMOD : '\\pmod' | '\\pod' ;
MOD : 'mod' | '\\mod' | '\\bmod' ;
ELEMENT : '∈' | '\\in' ;
NOT_ELEMENT : '∉' | '\\notin' ;
ARROW : '→' | '\\to' | '\\rightarrow' | '->' ;
IMPLIES_SIGN : '⇒' | '⟹' | '=>' | '\\implies' ;
IFF_SIGN : '⇔' | '⟺' | '↔' | '<=>' | '<->' | '\\iff' | '\\leftrightarrow' ;
FORALL : '∀' | '\\forall' ;
EXISTS : '∃' | '\\exists' ;
NEGATION : '¬' | '\\neg' | '\\lnot' ;
WEDGE : '∧' | '\\land' | '\\wedge' ;
VEE : '∨' | '\\lor' | '\\vee' ;
XOR_SIGN : '⊕' | '\\oplus' ;
COMPOSE : '∘' | '\\circ' ;
FRAC : '\\frac' | '\\dfrac' | '\\tfrac' ;
SQRT : '\\sqrt' | '√' ;
BINOM : '\\binom' | '\\dbinom' | '\\tbinom' ;
LFLOOR : '⌊' | '\\lfloor' ;
RFLOOR : '⌋' | '\\rfloor' ;
LCEIL : '⌈' | '\\lceil' ;
RCEIL : '⌉' | '\\rceil' ;
BIG_SUM : '∑' | '\\sum' ;
BIG_PRODUCT : '∏' | '\\prod' ;
DOTS : '…' | '...' | '⋯' | '……' | '\\ldots' | '\\cdots' | '\\dots' | '\\dotsb' | '\\dotsc' ;
SUPERSCRIPT : [⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]+ ;
SUBSET : '⊆' | '\\subseteq' | '\\subset' ;
SUBSCRIPT : [₀₁₂₃₄₅₆₇₈₉]+ ;
NATURALS : 'ℕ' | '\\mathbb' S? ('{' S? 'n' S? '}' | 'n') | '\\bf' S? '{n}' | '\\n' ;
INTEGERS : 'ℤ' | '\\mathbb' S? ('{' S? 'z' S? '}' | 'z') | '\\z' ;
RATIONALS : 'ℚ' | '\\mathbb' S? ('{' S? 'q' S? '}' | 'q') | '\\q' ;
REALS : 'ℝ' | '\\mathbb' S? ('{' S? 'r' S? '}' | 'r') | '\\r' ;
GREEK : '\\' ('alpha' | 'beta' | 'gamma' | 'delta' | 'lambda' | 'mu' | 'epsilon' | 'varepsilon') | [αβγδλμε] ;
EMPTY : '\\emptyset' | '\\varnothing' | '∅' ;

// Functions with names
GCD : 'gcd' | '\\gcd' | 'hcf' ;
LCM : 'lcm' | '\\lcm' ;
MAX : 'max' | '\\max' ;
MIN : 'min' | '\\min' ;
ABS : 'abs' ;

// What a sentence does
PROVE
  : ('please' S)? ('prove' | 'show' | 'demonstrate' | 'verify' | 'establish')
  | '试'? '证明' | '求证' | '试证' | '请' '试'? '证明' | '验证'
  ;
THAT : 'that' ;
LET : 'let' | '设' | '令' | '设有' ;
SUPPOSE : 'suppose' | 'assume' | '假设' | '假定' | '已知' | '给定' | '给出' ;
GIVEN : 'given' ;
FIND : 'find' | 'determine' | 'compute' | 'calculate' | 'evaluate' | '求' | '求出' | '计算' | '试求' | '确定' ;
SOLVE : 'solve' | '解方程' ;
WHAT : 'what' ;
HENCE : 'hence' | 'therefore' | 'thus' | 'so' | '因此' | '所以' | '从而' | '于是' ;
HAVE_WE : 'we' S 'have' | 'one' S 'has' | 'it' S 'holds' S 'that' | '都有' | '均有' | '恒有' | '总有' ;
HOLDS : ('always' S)? ('holds' | 'hold' | 'is' S 'true' | 'are' S 'true') | '成立' | '都成立' | '恒成立' | '均成立' ;
CASE : 'it' S 'is' S ('not' S 'true' | 'not' S 'the' S 'case' | 'false') S 'that' | '并非' ;
FOLLOWING : 'the' S 'following' ;
LABEL : ('theorem' | 'lemma' | 'proposition' | 'claim' | 'exercise' | 'problem' | 'corollary' | '定理' | '引理' | '命题' | '习题') S? [0-9.]* S? [.:。] ;

// Logic in words
IF : 'if' | '若' | '如果' | '假如' | '倘若' | '当' ;
THEN : 'then' | '则' | '那么' | '则有' | '那么有' ;
IFF : 'if' S 'and' S 'only' S 'if' | 'iff' | 'exactly' S ('if' | 'when') | 'precisely' S ('if' | 'when') | 'just' S 'when' | 'is' S 'equivalent' S 'to' | '当且仅当' | '等价于' ;
IMPLIES : 'implies' ( S 'that')? | '蕴含' | '推出' ;
WHENEVER : 'whenever' | 'when' | 'provided' (S 'that')? | 'as' S 'long' S 'as' ;
UNLESS : 'unless' | '除非' ;
AND : 'and' | '\\&' ;
OR : 'or' | '或' | '或者' | '或是' ;
EITHER : 'either' | '要么' ;
NEITHER : 'neither' ;
NOR : 'nor' ;
BOTH : 'both' ;
NOT : 'not' ;
NEVER : 'never' ;
ALWAYS : 'always' | 'also' | 'again' | 'itself' | 'themselves' | 'necessarily' ;
BUT : 'but' ;
FOR : 'for' ;
OVER : 'over' ;
ALL : 'all' ;
EVERY : 'every' ;
EACH : 'each' ;
ANY : 'any' | 'arbitrary' ;
SOME : 'some' ;
SOME_OF : 'at' S 'least' S 'one' (S 'of')? | 'one' S 'or' S 'more' S 'of' ;
EXACTLY_ONE_OF : ('exactly' | 'precisely') S 'one' S 'of' ;
NONE_OF : 'none' S 'of' | 'neither' S 'of' ;
EACH_OF : ('each' | 'both' | 'all' | 'every' S 'one') S 'of' ;
NO : 'no' ;
THE : 'the' ;
A : 'a' ;
AN : 'an' ;
THERE : 'there' ;
IS : 'is' | 'equals' S 'exactly' ;
ARE : 'are' ;
BE : 'be' | 'denote' ;
EXIST : 'exists' | 'exist' ;
EXACTLY_ONE : 'exactly' S 'one' | 'a' S 'unique' | 'one' S 'and' S 'only' S 'one' | 'precisely' S 'one' ;
EXACTLY : 'exactly' | 'precisely' ;
UNIQUE : 'unique' | 'uniquely' ;
ONLY : 'only' ;
INFINITELY_MANY : 'infinitely' S 'many' | 'arbitrarily' S 'large' ;
AMONG : 'among' ;
OTHER : 'each' S 'other' | 'one' S 'another' ;
ANOTHER : 'another' ;
SUCH_THAT : 'such' S 'that' | 's.t.' | 'so' S 'that' | 'for' S 'which' | 'which' S 'satisfy' | 'satisfying' ;
WITH : 'with' ;
WHERE : 'where' ;
WHOSE : 'whose' ;
WHICH : 'which' ;
SATISFY : 'satisfies' | 'satisfy' | '满足' | '适合' ;
HAS : 'has' | 'have' ;
HAVING : 'having' ;
DOES : 'does' | 'do' ;
CANNOT : 'cannot' S 'be' | 'can' S 'not' S 'be' | 'can' S 'never' S 'be' ;
CAN_BE : 'can' (S 'always')? S 'be' | 'may' S 'be' | 'must' S 'be' | 'will' S 'be' ;
WRITTEN_AS : ('written' | 'expressed' | 'represented') S ('as' | 'in' S 'the' S 'form') ;
OF : 'of' ;
IN : 'in' ;
TO : 'to' ;
BY : 'by' ;
FROM : 'from' ;
THAN : 'than' ;
AS : 'as' ;
ON : 'on' ;
THESE : 'these' ;
OF_THE_FORM : ('of' | 'has' | 'have') S 'the' S 'form' ;
IT : 'it' ;
ITS : 'its' | '其' | '它的' ;
THEY : 'they' ;
THEM : 'them' | 'the' S 'two' ;
THEIR : 'their' ;
TOGETHER : 'together' ;

// Small numbers in words
ONE : 'one' ;
TWO : 'two' ;
THREE : 'three' ;
FOUR : 'four' ;
FIVE : 'five' ;
SIX : 'six' ;
SEVEN : 'seven' ;
EIGHT : 'eight' ;
NINE : 'nine' ;
TEN : 'ten' ;
ZERO_WORD : 'zero' | '零' ;
TWICE : 'twice' | 'double' ;
THRICE : 'thrice' | 'three' S 'times' ;
FOUR_TIMES : 'four' S 'times' ;
HALF : 'half' ;

// Nouns
NATURAL_NUMBER : 'natural' S 'number' 's'? | 'naturals' | '自然数' ;
INTEGER : 'integer' 's'? | 'whole' S 'number' 's'? | '整数' ;
RATIONAL_NUMBER : 'rational' S 'number' 's'? | 'rationals' | '有理数' ;
REAL_NUMBER : 'real' S 'number' 's'? | 'reals' | 'real' | '实数' ;
POSITIVE_INTEGER_ZH : '正整数' ;
NONNEGATIVE_INTEGER_ZH : '非负整数' ;
NUMBER_NOUN : 'number' 's'? ;
EVEN_NUMBER_ZH : '偶数' ;
ODD_NUMBER_ZH : '奇数' ;
PRIME_ZH : '素数' | '质数' ;
COMPOSITE_ZH : '合数' ;
POSITIVE_ZH : '正数' ;
NEGATIVE_ZH : '负数' ;
NONNEGATIVE_ZH : '非负数' ;
PERFECT_SQUARE : 'perfect' S 'square' 's'? | 'square' S 'number' 's'? | '完全平方数' | '平方数' ;
PERFECT_CUBE : 'perfect' S 'cube' 's'? | 'cube' S 'number' 's'? | '完全立方数' | '立方数' ;
PRIME_NUMBER : 'prime' S 'number' 's'? | 'primes' ;
COMPOSITE_NUMBER : 'composite' S 'number' 's'? | 'composites' ;
MULTIPLE : 'multiple' 's'? | '倍数' ;
DIVISOR : 'divisor' 's'? | 'factor' 's'? | '约数' | '因数' | '因子' ;
LIST : 'list' 's'? | '列表' ;
BOOLEAN : 'boolean' 's'? (S 'value' 's'?)? | '布尔值' | '布尔变量' ;
PROPOSITION : 'proposition' 's'? | '命题' ;
FUNCTION : 'function' 's'? | 'map' 's'? | 'mapping' 's'? | '函数' | '映射' ;
SET : 'set' 's'? | '集合' ;
TYPE : 'type' 's'? ;
RELATION : 'relation' 's'? | '关系' ;
PREDICATE : 'predicate' 's'? ;
SEQUENCE : 'sequence' 's'? | '数列' | '序列' ;
PAIR : 'pair' 's'? ;
ENTRY : 'entry' | 'entries' | 'element' 's'? | 'member' 's'? | 'term' 's'? ;
FIB : 'fib' ;
NO_REPETITION : 'no' S ('repeated' S ('entries' | 'elements') | 'repetitions' | 'duplicates') ;
FIBONACCI : 'fibonacci' S ('number' 's'? | 'sequence') | '斐波那契数' '列'? ;
SOLUTION : 'solution' 's'? | '解' ;

// Traits
EVEN : 'even' ;
ODD : 'odd' ;
PRIME : 'prime' ;
COMPOSITE : 'composite' ;
POSITIVE : 'positive' | 'strictly' S 'positive' ;
NEGATIVE : 'negative' ;
NONNEGATIVE : 'nonnegative' | 'non-negative' ;
NONZERO : 'nonzero' | 'non-zero' | '非零' ;
CONSECUTIVE : 'consecutive' ;
DISTINCT : 'distinct' | 'different' | 'pairwise' S 'distinct' ;
EQUAL : 'equal' ;
SAME : 'the' S 'same' ;
COPRIME : 'coprime' | 'relatively' S 'prime' | 'co-prime' | 'mutually' S 'prime' ;
INJECTIVE : 'injective' | 'one-to-one' | '单射' 's'? ;
SURJECTIVE : 'surjective' | '满射' ;
BIJECTIVE : 'bijective' | '双射' ;
INJECTION : 'injection' 's'? ;
SURJECTION : 'surjection' 's'? ;
BIJECTION : 'bijection' 's'? ;
EMPTY_WORD : 'empty' ;
NONEMPTY : 'nonempty' | 'non-empty' ;
TRUE : 'true' | '真' ;
FALSE : 'false' | '假' ;

// Relations in words
DIVIDES : 'divides' | 'divide' | '整除' ;
DIVISIBLE : 'divisible' | 'evenly' S 'divisible' ;
CONGRUENT : 'congruent' ;
MODULO : 'modulo' ;
REMAINDER : 'remainder' 's'? | 'residue' 's'? ;
LEAVE : 'leaves' | 'leave' | 'gives' | 'give' | 'leaving' | 'yields' ;
WHEN_DIVIDED_BY : ('when' | 'if') S ('it' S 'is' S)? 'divided' S 'by' | ('on' | 'upon' | 'after') S ('division' | 'dividing') S 'by' ;
DIVIDED_BY : 'is' S 'divided' S 'by' | 'are' S 'divided' S 'by' ;
EQUALS : 'equals' ;
EXCEEDS : 'exceeds' | 'exceed' ;
GREATER : 'greater' | 'larger' | 'bigger' | 'more' ;
LESS : 'less' | 'smaller' ;
OR_EQUAL_TO : 'or' S 'equal' S 'to' ;
AT_LEAST : 'at' S 'least' | 'no' S 'less' S 'than' | 'not' S 'less' S 'than' | 'no' S 'smaller' S 'than' ;
AT_MOST : 'at' S 'most' | 'no' S ('more' | 'greater' | 'larger') S 'than' | 'not' S ('more' | 'greater') S 'than' ;
LIES : 'lies' | 'lie' ;
BETWEEN : 'between' ;
ONTO : 'onto' ;
STRICTLY : 'strictly' ;
INCLUSIVE : 'inclusive' ;
SMALLEST : 'smallest' | 'least' | 'minimal' | 'minimum' ;
LARGEST : 'largest' | 'greatest' | 'biggest' | 'maximal' | 'maximum' ;
DEFINE : 'define' | 'defined' S ('recursively' S)? 'by' | 'be' S 'defined' S ('recursively' S)? 'by' | 'given' S 'by' | 'is' S ('given' | 'defined') S ('recursively' S)? 'by' | 'be' S 'given' S 'by' | 'recursively' S 'by' ;

// Functions in words
SUM : 'sum' 's'? ;
PRODUCT : 'product' 's'? ;
DIFFERENCE : 'difference' 's'? ;
QUOTIENT : 'quotient' 's'? | 'ratio' ;
AVERAGE : 'average' | 'mean' | 'arithmetic' S 'mean' ;
SQUARE : 'square' 's'? ;
CUBE : 'cube' 's'? ;
SQUARED : 'squared' ;
CUBED : 'cubed' ;
ABSOLUTE_VALUE : 'absolute' S 'value' 's'? | 'modulus' ;
FACTORIAL : 'factorial' ;
DIGIT : ('last' | 'units' | 'final' | 'unit') S ('decimal' S)? 'digit' 's'? | 'ones' S 'digit' ;
GREATEST_COMMON_DIVISOR : ('greatest' | 'highest' | 'largest') S 'common' S ('divisor' | 'factor') ;
LEAST_COMMON_MULTIPLE : ('least' | 'lowest' | 'smallest') S 'common' S 'multiple' ;
COMMON : 'common' ;
POWER : 'power' 's'? ;
RAISED_TO : 'raised' S 'to' | 'to' S 'the' S 'power' (S 'of')? | 'to' S 'the' ;
PLUS_WORD : 'plus' ;
MINUS_WORD : 'minus' ;
TIMES_WORD : 'times' ;
SUCCESSOR : 'successor' 's'? ;
NEGATIVE_OF : 'additive' S 'inverse' 's'? | 'opposite' 's'? ;
RECIPROCAL : 'reciprocal' 's'? ;
LENGTH : 'length' 's'? ;
REVERSAL : 'reversal' 's'? | 'reverse' 's'? ;
REVERSING : 'reversing' ;
CHANGE : 'change' | 'affect' ;
IRRATIONAL : 'irrational' | 'not' S 'rational' | 'not' S 'a' S 'rational' S 'number' | 'an' S 'irrational' S 'number' ;
OBJECT : 'pigeon' 's'? | 'object' 's'? | 'ball' 's'? | 'letter' 's'? | 'item' 's'? ;
THING : 'thing' 's'? ;
CONTAINER : 'hole' 's'? | 'pigeonhole' 's'? | 'box' | 'boxes' | 'drawer' 's'? | 'mailbox' 'es'? | 'bin' 's'? ;
PLACED_IN : 'sit' S 'in' | ('are' S)? ('placed' | 'put' | 'distributed' | 'sorted') S ('in' | 'into' | 'among') ;
CONTAINING_TWO : ('contains' | 'must' S 'contain' | 'containing' | 'has' | 'with') S 'at' S 'least' S 'two' | ('contains' | 'has') S 'more' S 'than' S 'one' | ('contains' | 'has') S 'two' ;
CONCATENATION : 'concatenation' 's'? ;
COMPOSITION : 'composition' 's'? ;
POWER_SET : 'power' S 'set' | ('collection' | 'set' | 'family') S 'of' S ('its' | 'all' (S 'its')?) S 'subsets' (S '(given' S 'as' S 'predicates)')? ;
CHOSEN_FROM : ('chosen' | 'taken' | 'selected' | 'picked') S 'from' (S 'among')? (S 'the' S ('numbers' | 'integers' | 'set' ))? ;
BIT_ARITHMETIC : 'in' S [0-9]+ S? '-'? 'bit' S 'arithmetic' ;
ADDING : 'adding' ;
EXCLUSIVE_OR : 'exclusive' S 'or' | 'xor' | '异或' ;
CONJUNCTION : 'conjunction' ;
DISJUNCTION : 'disjunction' ;
NEGATION_WORD : 'negation' 's'? | 'complement' ;
ITSELF : 'with' S 'itself' ;
VALUE : 'value' 's'? ;
FIRST : 'first' ;

// Chinese
ZH_DE : '的' ;
ZH_IS : '是' | '为' | '都是' | '均为' | '都为' | '均是' | '等于' | '必为' | '必是' | '一定是' | '总是' | '恒为' | '也是' | '恰为' | '恰是' | '必定是' | '也为' | '恒等于' ;
ZH_IS_NOT : '不是' | '不为' | '都不是' | '不可能是' | '不会是' | '均不为' | '不等于' | '一定不是' | '均不是' ;
ZH_AND : '和' | '与' | '及' | '以及' ;
ZH_ALSO : '且' | '并且' | '而且' | '同时' ;
ZH_ALL : '对' '于'? ('任意' | '任何' | '所有' | '一切' | '每个' | '每一个' | '任一' | '每') '的'? '一个'? ;
ZH_ANY : '任意' '的'? | '任何' | '任一' '个'? | '所有' '的'? | '一切' | '每个' | '每一个' | '凡' ;
ZH_EXIST : '存在' | '有' | '必存在' | '一定存在' | '总存在' | '必有' ;
ZH_NOT_EXIST : '不存在' | '没有' ;
ZH_SO_THAT : '使得' | '使' | '满足' [ ]? '使得' ;
ZH_UNIQUE : '唯一' '的'? ('一个')? | '恰有一个' | '恰好一个' ;
ZH_BY : '能被' | '可被' | '都能被' | '均能被' | '可以被' | '必能被' | '一定能被' | '总能被' | '也能被' ;
ZH_NOT_BY : '不能被' | '都不能被' | '不可被' | '不会被' ;
ZH_PASSIVE : '被' ;
ZH_NOT_DIVIDE : '不整除' | '不能整除' ;
ZH_DIVIDED_BY : '除以' ;
ZH_DIVIDED : '除' | '除所得' ;
ZH_REMAINDER : '余' | '余数为' | '余数是' | '所得余数为' | '所得余数是' | '的余数是' | '的余数为' | '的余数等于' | '的余数只能是' | '的余数必为' ;
ZH_GREATER : '大于' | '都大于' | '均大于' | '恒大于' ;
ZH_LESS : '小于' | '都小于' | '均小于' | '恒小于' ;
ZH_AT_LEAST : '大于等于' | '大于或等于' | '不小于' | '至少是' | '至少为' | '不少于' ;
ZH_AT_MOST : '小于等于' | '小于或等于' | '不大于' | '不超过' | '至多是' | '至多为' | '不多于' ;
ZH_COPRIME : '互素' | '互质' | '是互素的' | '是互质的' ;
ZH_CONGRUENT : '同余' ;
ZH_MODULO : '模' | '关于模' ;
ZH_GCD : '最大公约数' | '最大公因数' ;
ZH_LCM : '最小公倍数' ;
ZH_SUM : '之和' | '的和' ;
ZH_PRODUCT : '之积' | '的积' | '的乘积' ;
ZH_DIFFERENCE : '之差' | '的差' ;
ZH_SQUARE_SUM : '的平方和' ;
ZH_SQUARE : '平方' ;
ZH_CUBE : '立方' ;
ZH_ABSOLUTE : '绝对值' ;
ZH_LAST_DIGIT : '个位数字' | '末位数字' | '个位数' | '末位数' ;
ZH_LENGTH : '长度' ;
ZH_CONSECUTIVE : '连续' '的'? | '相邻' '的'? ;
ZH_DISTINCT : '互不相同' '的'? | '不同' '的'? | '不相等' '的'? | '互不相等' '的'? | '两两不同' '的'? ;
ZH_EQUAL : '相等' ;
ZH_POSITIVE : '正' ;
ZH_NONNEGATIVE : '非负' ;
ZH_NEGATIVE : '负' ;
ZH_EVEN : '偶' ;
ZH_ODD : '奇' ;
ZH_ONE : '一个' | '某个' | '某一个' | '某' ;
ZH_TWO : '两个' | '二个' | '两' ;
ZH_THREE : '三个' ;
ZH_FOUR : '四个' ;
ZH_FIVE : '五个' ;
ZH_INFINITELY_MANY : '无穷多个' | '无限多个' ;
ZH_NUMBER : '数' ;
ZH_TIME : '时' ;
ZH_ALL_HAVE : '都' | '均' ;
ZH_SMALLEST : '最小' '的'? ;
ZH_LARGEST : '最大' '的'? ;
ZH_SATISFYING : '满足条件的' ;
ZH_REMAINDER_OF : '的余数' | '所得的余数' | '所得余数' ;
ZH_WHERE : '其中' | '这里' ;
ZH_THEY : '它们' | '这两个整数' | '这两个数' | '这两个自然数' | '二者' | '两者' ;
ZH_PUT : '将' | '把' ;
ZH_REVERSED : '倒序' | '反转' | '逆序' | '颠倒' ;
ZH_AFTERWARDS : '后' | '之后' ;
ZH_TOTAL : ('其' | '它的')? ('各项之和' | '各项的和' | '所有项之和' | '元素之和') ;
ZH_UNCHANGED : '不变' | '保持不变' | '不改变' ;
ZH_IT : '它' | '该数' | '这个数' | '此数' ;

// Names and numbers
NTH : [nk] '-'? 'th' ;
NUMBER : [0-9]+ ;
DECIMAL : [0-9]+ '.' [0-9]+ ;
/* Refused: 1,000 may be a number or two. */
GROUPED : [0-9] ([0-9] [0-9]?)? (',' [0-9] [0-9] [0-9])+ ;
LETTER options { caseInsensitive = false; } : [a-zA-Z] '\''? ;
WORD : [a-z] [a-z]+ ;
UNKNOWN : . ;

fragment S : [ \t\r\n\u00A0]+ ;
