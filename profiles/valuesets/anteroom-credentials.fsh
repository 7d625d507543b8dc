ValueSet: AnteroomCredentials
Id: ma-credential
Title: "Credentials of medical assistants"
Description: "Certificates, state credentials and documented training of medical assistants."
* include codes from system AnteroomCredential
