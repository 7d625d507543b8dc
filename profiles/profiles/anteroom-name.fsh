Invariant: anteroom-name
Description: "A name has a family name, a given name, or the whole as text."
Severity: #error
Expression: "family.exists() or given.exists() or text.exists()"
