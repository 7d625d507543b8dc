Invariant: anteroom-npi
Description: "A National Provider Identifier has ten digits."
Severity: #error
Expression: "$this.matches('^[0-9]{10}$')"
