/**
 * The columns of each index table beside those that all have, as they were when migration 2 was written; `indexed` gives a B-tree. A test holds them to
 * `search/column-list.ts`: a later change there needs a migration of its own.
 */
export const indexColumns: Readonly<Record<string, string>> = {
  account:
    'owner int8, period_low timestamptz indexed, period_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed',
  activity_definition:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  adverse_event:
    'subject int8 indexed, recorder int8, location int8, date_low timestamptz indexed, date_high timestamptz indexed',
  allergy_intolerance:
    'patient int8 indexed, asserter int8, recorder int8, date_low timestamptz indexed, date_high timestamptz indexed, last_date_low timestamptz, last_date_high timestamptz',
  appointment: 'date_low timestamptz indexed, date_high timestamptz indexed',
  appointment_response: 'appointment int8 indexed, actor int8',
  audit_event: 'source int8, date_low timestamptz indexed, date_high timestamptz indexed',
  basic: 'subject int8 indexed, author int8, created_low timestamptz indexed, created_high timestamptz indexed',
  binary: '',
  biologically_derived_product: '',
  body_structure: 'patient int8 indexed',
  bundle: 'timestamp_low timestamptz indexed, timestamp_high timestamptz indexed',
  capability_statement:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  care_plan: 'subject int8 indexed, encounter int8, date_low timestamptz indexed, date_high timestamptz indexed',
  care_team: 'subject int8 indexed, encounter int8, date_low timestamptz indexed, date_high timestamptz indexed',
  catalog_entry: '',
  charge_item:
    'subject int8 indexed, context int8, enterer int8, performing_organization int8, requesting_organization int8, occurrence_low timestamptz indexed, occurrence_high timestamptz indexed, entered_date_low timestamptz, entered_date_high timestamptz, factor_override_low numeric, factor_override_high numeric, price_override_low numeric, price_override_high numeric, quantity_low numeric, quantity_high numeric',
  charge_item_definition:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, title_min text collate "C" indexed, title_max text collate "C" indexed',
  claim:
    'patient int8 indexed, provider int8, insurer int8, enterer int8, facility int8, created_low timestamptz indexed, created_high timestamptz indexed',
  claim_response:
    'patient int8 indexed, request int8, insurer int8, requestor int8, created_low timestamptz indexed, created_high timestamptz indexed, payment_date_low timestamptz, payment_date_high timestamptz',
  clinical_impression:
    'subject int8 indexed, encounter int8, assessor int8, previous int8, date_low timestamptz indexed, date_high timestamptz indexed',
  code_system:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  communication:
    'subject int8 indexed, encounter int8, sender int8, sent_low timestamptz indexed, sent_high timestamptz indexed, received_low timestamptz, received_high timestamptz',
  communication_request:
    'subject int8 indexed, encounter int8, requester int8, sender int8, authored_low timestamptz indexed, authored_high timestamptz indexed, occurrence_low timestamptz, occurrence_high timestamptz',
  compartment_definition:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed',
  composition:
    'subject int8 indexed, encounter int8, date_low timestamptz indexed, date_high timestamptz indexed, title_min text collate "C" indexed, title_max text collate "C" indexed',
  concept_map:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  condition:
    'subject int8 indexed, encounter int8, asserter int8, recorded_date_low timestamptz indexed, recorded_date_high timestamptz indexed, onset_date_low timestamptz indexed, onset_date_high timestamptz indexed, abatement_date_low timestamptz, abatement_date_high timestamptz, onset_age_low numeric, onset_age_high numeric, abatement_age_low numeric, abatement_age_high numeric',
  consent:
    'patient int8 indexed, date_low timestamptz indexed, date_high timestamptz indexed, period_low timestamptz, period_high timestamptz',
  contract: 'issued_low timestamptz indexed, issued_high timestamptz indexed',
  coverage: 'beneficiary int8 indexed, subscriber int8, policy_holder int8',
  coverage_eligibility_request:
    'patient int8 indexed, provider int8, enterer int8, facility int8, created_low timestamptz indexed, created_high timestamptz indexed',
  coverage_eligibility_response:
    'patient int8 indexed, request int8, insurer int8, requestor int8, created_low timestamptz indexed, created_high timestamptz indexed',
  detected_issue:
    'patient int8 indexed, author int8, identified_low timestamptz indexed, identified_high timestamptz indexed',
  device:
    'patient int8 indexed, location int8, organization int8, device_name_min text collate "C" indexed, device_name_max text collate "C" indexed',
  device_definition: 'parent int8',
  device_metric: 'source int8 indexed, parent int8',
  device_request:
    'subject int8 indexed, encounter int8, device int8, performer int8, requester int8, authored_on_low timestamptz indexed, authored_on_high timestamptz indexed, event_date_low timestamptz, event_date_high timestamptz',
  device_use_statement: 'subject int8 indexed, device int8',
  diagnostic_report:
    'subject int8 indexed, encounter int8, date_low timestamptz indexed, date_high timestamptz indexed, issued_low timestamptz indexed, issued_high timestamptz indexed',
  document_manifest: 'subject int8 indexed, created_low timestamptz indexed, created_high timestamptz indexed',
  document_reference:
    'subject int8 indexed, authenticator int8, custodian int8, date_low timestamptz indexed, date_high timestamptz indexed, period_low timestamptz, period_high timestamptz',
  effect_evidence_synthesis:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  encounter:
    'subject int8 indexed, part_of int8, service_provider int8, date_low timestamptz indexed, date_high timestamptz indexed, length_low numeric, length_high numeric',
  endpoint: 'organization int8 indexed, name_min text collate "C" indexed, name_max text collate "C" indexed',
  enrollment_request: 'subject int8 indexed',
  enrollment_response: 'request int8 indexed',
  episode_of_care:
    'patient int8 indexed, organization int8, care_manager int8, date_low timestamptz indexed, date_high timestamptz indexed',
  event_definition:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  evidence:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  evidence_variable:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  example_scenario:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed',
  explanation_of_benefit:
    'patient int8 indexed, claim int8, provider int8, enterer int8, facility int8, created_low timestamptz indexed, created_high timestamptz indexed',
  family_member_history: 'patient int8 indexed, date_low timestamptz indexed, date_high timestamptz indexed',
  flag: 'subject int8 indexed, encounter int8, author int8, date_low timestamptz indexed, date_high timestamptz indexed',
  goal: 'subject int8 indexed, start_date_low timestamptz indexed, start_date_high timestamptz indexed, target_date_min timestamptz indexed, target_date_max timestamptz indexed',
  graph_definition:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed',
  group: 'managing_entity int8',
  guidance_response: 'subject int8 indexed',
  healthcare_service: 'organization int8 indexed, name_min text collate "C" indexed, name_max text collate "C" indexed',
  imaging_study:
    'subject int8 indexed, encounter int8, referrer int8, started_low timestamptz indexed, started_high timestamptz indexed',
  immunization:
    'patient int8 indexed, location int8, manufacturer int8, date_low timestamptz indexed, date_high timestamptz indexed',
  immunization_evaluation:
    'patient int8 indexed, immunization_event int8, date_low timestamptz indexed, date_high timestamptz indexed',
  immunization_recommendation: 'patient int8 indexed, date_low timestamptz indexed, date_high timestamptz indexed',
  implementation_guide:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  insurance_plan:
    'owned_by int8 indexed, administered_by int8, name_min text collate "C" indexed, name_max text collate "C" indexed',
  invoice:
    'subject int8 indexed, account int8, issuer int8, recipient int8, date_low timestamptz indexed, date_high timestamptz indexed, totalgross_low numeric, totalgross_high numeric, totalnet_low numeric, totalnet_high numeric',
  library:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  linkage: 'author int8',
  list: 'subject int8 indexed, encounter int8, source int8, date_low timestamptz indexed, date_high timestamptz indexed, title_min text collate "C" indexed, title_max text collate "C" indexed',
  location:
    'organization int8 indexed, partof int8, name_min text collate "C" indexed, name_max text collate "C" indexed',
  measure:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  measure_report:
    'subject int8 indexed, reporter int8, date_low timestamptz indexed, date_high timestamptz indexed, period_low timestamptz, period_high timestamptz',
  media:
    'subject int8 indexed, encounter int8, device int8, operator int8, created_low timestamptz indexed, created_high timestamptz indexed',
  medication: 'manufacturer int8, expiration_date_low timestamptz indexed, expiration_date_high timestamptz indexed',
  medication_administration:
    'subject int8 indexed, context int8, medication int8, request int8, effective_time_low timestamptz indexed, effective_time_high timestamptz indexed',
  medication_dispense:
    'subject int8 indexed, context int8, medication int8, destination int8, whenhandedover_low timestamptz indexed, whenhandedover_high timestamptz indexed, whenprepared_low timestamptz, whenprepared_high timestamptz',
  medication_knowledge: 'manufacturer int8',
  medication_request:
    'subject int8 indexed, encounter int8, medication int8, requester int8, intended_dispenser int8, intended_performer int8, authoredon_low timestamptz indexed, authoredon_high timestamptz indexed',
  medication_statement:
    'subject int8 indexed, context int8, medication int8, source int8, effective_low timestamptz indexed, effective_high timestamptz indexed',
  medicinal_product: 'name_min text collate "C" indexed, name_max text collate "C" indexed',
  medicinal_product_authorization: 'subject int8 indexed, holder int8',
  medicinal_product_contraindication: '',
  medicinal_product_indication: '',
  medicinal_product_ingredient: '',
  medicinal_product_interaction: '',
  medicinal_product_manufactured: '',
  medicinal_product_packaged: '',
  medicinal_product_pharmaceutical: '',
  medicinal_product_undesirable_effect: '',
  message_definition:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  message_header: 'author int8, enterer int8, responsible int8, sender int8',
  molecular_sequence:
    'patient int8 indexed, window_start_low numeric, window_start_high numeric, window_end_low numeric, window_end_high numeric',
  naming_system:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed',
  nutrition_order:
    'patient int8 indexed, encounter int8, provider int8, datetime_low timestamptz indexed, datetime_high timestamptz indexed',
  observation:
    'subject int8 indexed, encounter int8, device int8, specimen int8, date_low timestamptz indexed, date_high timestamptz indexed, value_date_low timestamptz, value_date_high timestamptz, value_quantity_low numeric indexed, value_quantity_high numeric indexed',
  observation_definition: '',
  operation_definition:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  operation_outcome: '',
  organization: 'partof int8 indexed, name_min text collate "C" indexed, name_max text collate "C" indexed',
  organization_affiliation:
    'primary_organization int8 indexed, participating_organization int8, date_low timestamptz indexed, date_high timestamptz indexed',
  parameters: '',
  patient:
    'organization int8, birthdate_low timestamptz indexed, birthdate_high timestamptz indexed, death_date_low timestamptz, death_date_high timestamptz, family_min text collate "C" indexed, family_max text collate "C" indexed, given_min text collate "C", given_max text collate "C", name_min text collate "C" indexed, name_max text collate "C" indexed',
  payment_notice:
    'provider int8, request int8, response int8, created_low timestamptz indexed, created_high timestamptz indexed',
  payment_reconciliation:
    'request int8, requestor int8, payment_issuer int8, created_low timestamptz indexed, created_high timestamptz indexed',
  person:
    'organization int8, birthdate_low timestamptz indexed, birthdate_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed',
  plan_definition:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  practitioner:
    'family_min text collate "C" indexed, family_max text collate "C" indexed, given_min text collate "C", given_max text collate "C", name_min text collate "C" indexed, name_max text collate "C" indexed',
  practitioner_role:
    'practitioner int8 indexed, organization int8, date_low timestamptz indexed, date_high timestamptz indexed',
  procedure:
    'subject int8 indexed, encounter int8, location int8, date_low timestamptz indexed, date_high timestamptz indexed',
  provenance:
    'location int8, recorded_low timestamptz indexed, recorded_high timestamptz indexed, when_low timestamptz, when_high timestamptz',
  questionnaire:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  questionnaire_response:
    'subject int8 indexed, encounter int8, author int8, source int8, authored_low timestamptz indexed, authored_high timestamptz indexed',
  related_person:
    'patient int8 indexed, birthdate_low timestamptz indexed, birthdate_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed',
  request_group:
    'subject int8 indexed, encounter int8, author int8, authored_low timestamptz indexed, authored_high timestamptz indexed',
  research_definition:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  research_element_definition:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  research_study:
    'principalinvestigator int8, sponsor int8, date_low timestamptz indexed, date_high timestamptz indexed, title_min text collate "C" indexed, title_max text collate "C" indexed',
  research_subject: 'individual int8 indexed, study int8, date_low timestamptz indexed, date_high timestamptz indexed',
  risk_assessment:
    'subject int8 indexed, encounter int8, condition int8, performer int8, date_low timestamptz indexed, date_high timestamptz indexed',
  risk_evidence_synthesis:
    'date_low timestamptz indexed, date_high timestamptz indexed, effective_low timestamptz, effective_high timestamptz, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  schedule: 'date_low timestamptz indexed, date_high timestamptz indexed',
  search_parameter:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed',
  service_request:
    'subject int8 indexed, encounter int8, requester int8, authored_low timestamptz indexed, authored_high timestamptz indexed, occurrence_low timestamptz indexed, occurrence_high timestamptz indexed',
  slot: 'schedule int8 indexed, start_low timestamptz indexed, start_high timestamptz indexed',
  specimen:
    'subject int8 indexed, collector int8, collected_low timestamptz indexed, collected_high timestamptz indexed',
  specimen_definition: '',
  structure_definition:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  structure_map:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  subscription: '',
  substance: '',
  substance_nucleic_acid: '',
  substance_polymer: '',
  substance_protein: '',
  substance_reference_information: '',
  substance_source_material: '',
  substance_specification: '',
  supply_delivery: 'patient int8 indexed, supplier int8',
  supply_request: 'subject int8 indexed, requester int8, date_low timestamptz indexed, date_high timestamptz indexed',
  task: 'owner int8 indexed, subject int8, encounter int8, focus int8, requester int8, authored_on_low timestamptz indexed, authored_on_high timestamptz indexed, modified_low timestamptz indexed, modified_high timestamptz indexed, period_low timestamptz, period_high timestamptz, priority_min text collate "C", priority_max text collate "C"',
  terminology_capabilities:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  test_report: 'testscript int8, issued_low timestamptz indexed, issued_high timestamptz indexed',
  test_script:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  value_set:
    'date_low timestamptz indexed, date_high timestamptz indexed, name_min text collate "C" indexed, name_max text collate "C" indexed, title_min text collate "C", title_max text collate "C"',
  verification_result: '',
  vision_prescription:
    'patient int8 indexed, encounter int8, prescriber int8, datewritten_low timestamptz indexed, datewritten_high timestamptz indexed',
}
