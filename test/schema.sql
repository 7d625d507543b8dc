-- Written by test/database/schema.test.ts.
index.account (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, owner bigint, period_low timestamp with time zone, period_high timestamp with time zone, name_min text, name_max text)
index.activity_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.adverse_event (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, recorder bigint, location bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.allergy_intolerance (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, asserter bigint, recorder bigint, date_low timestamp with time zone, date_high timestamp with time zone, last_date_low timestamp with time zone, last_date_high timestamp with time zone)
index.appointment (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone)
index.appointment_response (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, appointment bigint, actor bigint)
index.audit_event (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, source bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.basic (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, author bigint, created_low timestamp with time zone, created_high timestamp with time zone)
index.binary (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.biologically_derived_product (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.body_structure (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint)
index.bundle (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, timestamp_low timestamp with time zone, timestamp_high timestamp with time zone)
index.capability_statement (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.care_plan (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.care_team (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.catalog_entry (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.charge_item (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, context bigint, enterer bigint, performing_organization bigint, requesting_organization bigint, occurrence_low timestamp with time zone, occurrence_high timestamp with time zone, entered_date_low timestamp with time zone, entered_date_high timestamp with time zone, factor_override_low numeric, factor_override_high numeric, price_override_low numeric, price_override_high numeric, quantity_low numeric, quantity_high numeric)
index.charge_item_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, title_min text, title_max text)
index.claim (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, provider bigint, insurer bigint, enterer bigint, facility bigint, created_low timestamp with time zone, created_high timestamp with time zone)
index.claim_response (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, request bigint, insurer bigint, requestor bigint, created_low timestamp with time zone, created_high timestamp with time zone, payment_date_low timestamp with time zone, payment_date_high timestamp with time zone)
index.clinical_impression (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, assessor bigint, previous bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.code_system (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.communication (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, sender bigint, sent_low timestamp with time zone, sent_high timestamp with time zone, received_low timestamp with time zone, received_high timestamp with time zone)
index.communication_request (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, requester bigint, sender bigint, authored_low timestamp with time zone, authored_high timestamp with time zone, occurrence_low timestamp with time zone, occurrence_high timestamp with time zone)
index.compartment_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text)
index.composition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, date_low timestamp with time zone, date_high timestamp with time zone, title_min text, title_max text)
index.concept_map (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.condition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, asserter bigint, recorded_date_low timestamp with time zone, recorded_date_high timestamp with time zone, onset_date_low timestamp with time zone, onset_date_high timestamp with time zone, abatement_date_low timestamp with time zone, abatement_date_high timestamp with time zone, onset_age_low numeric, onset_age_high numeric, abatement_age_low numeric, abatement_age_high numeric)
index.consent (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, date_low timestamp with time zone, date_high timestamp with time zone, period_low timestamp with time zone, period_high timestamp with time zone)
index.contract (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, issued_low timestamp with time zone, issued_high timestamp with time zone)
index.coverage (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, beneficiary bigint, subscriber bigint, policy_holder bigint)
index.coverage_eligibility_request (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, provider bigint, enterer bigint, facility bigint, created_low timestamp with time zone, created_high timestamp with time zone)
index.coverage_eligibility_response (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, request bigint, insurer bigint, requestor bigint, created_low timestamp with time zone, created_high timestamp with time zone)
index.detected_issue (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, author bigint, identified_low timestamp with time zone, identified_high timestamp with time zone)
index.device (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, location bigint, organization bigint, device_name_min text, device_name_max text)
index.device_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, parent bigint)
index.device_metric (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, source bigint, parent bigint)
index.device_request (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, device bigint, performer bigint, requester bigint, authored_on_low timestamp with time zone, authored_on_high timestamp with time zone, event_date_low timestamp with time zone, event_date_high timestamp with time zone)
index.device_use_statement (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, device bigint)
index.diagnostic_report (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, date_low timestamp with time zone, date_high timestamp with time zone, issued_low timestamp with time zone, issued_high timestamp with time zone)
index.document_manifest (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, created_low timestamp with time zone, created_high timestamp with time zone)
index.document_reference (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, authenticator bigint, custodian bigint, date_low timestamp with time zone, date_high timestamp with time zone, period_low timestamp with time zone, period_high timestamp with time zone)
index.effect_evidence_synthesis (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.encounter (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, part_of bigint, service_provider bigint, date_low timestamp with time zone, date_high timestamp with time zone, length_low numeric, length_high numeric)
index.endpoint (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, organization bigint, name_min text, name_max text)
index.enrollment_request (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint)
index.enrollment_response (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, request bigint)
index.episode_of_care (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, organization bigint, care_manager bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.event_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.evidence (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.evidence_variable (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.example_scenario (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text)
index.explanation_of_benefit (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, claim bigint, provider bigint, enterer bigint, facility bigint, created_low timestamp with time zone, created_high timestamp with time zone)
index.family_member_history (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.flag (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, author bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.goal (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, start_date_low timestamp with time zone, start_date_high timestamp with time zone, target_date_min timestamp with time zone, target_date_max timestamp with time zone)
index.graph_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text)
index.group (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, managing_entity bigint)
index.guidance_response (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint)
index.healthcare_service (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, organization bigint, name_min text, name_max text)
index.imaging_study (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, referrer bigint, started_low timestamp with time zone, started_high timestamp with time zone)
index.immunization (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, location bigint, manufacturer bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.immunization_evaluation (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, immunization_event bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.immunization_recommendation (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.implementation_guide (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.insurance_plan (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, owned_by bigint, administered_by bigint, name_min text, name_max text)
index.invoice (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, account bigint, issuer bigint, recipient bigint, date_low timestamp with time zone, date_high timestamp with time zone, totalgross_low numeric, totalgross_high numeric, totalnet_low numeric, totalnet_high numeric)
index.library (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.linkage (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, author bigint)
index.list (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, source bigint, date_low timestamp with time zone, date_high timestamp with time zone, title_min text, title_max text)
index.location (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, organization bigint, partof bigint, name_min text, name_max text)
index.measure (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.measure_report (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, reporter bigint, date_low timestamp with time zone, date_high timestamp with time zone, period_low timestamp with time zone, period_high timestamp with time zone)
index.media (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, device bigint, operator bigint, created_low timestamp with time zone, created_high timestamp with time zone)
index.medication (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, manufacturer bigint, expiration_date_low timestamp with time zone, expiration_date_high timestamp with time zone)
index.medication_administration (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, context bigint, medication bigint, request bigint, effective_time_low timestamp with time zone, effective_time_high timestamp with time zone)
index.medication_dispense (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, context bigint, medication bigint, destination bigint, whenhandedover_low timestamp with time zone, whenhandedover_high timestamp with time zone, whenprepared_low timestamp with time zone, whenprepared_high timestamp with time zone)
index.medication_knowledge (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, manufacturer bigint)
index.medication_request (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, medication bigint, requester bigint, intended_dispenser bigint, intended_performer bigint, authoredon_low timestamp with time zone, authoredon_high timestamp with time zone)
index.medication_statement (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, context bigint, medication bigint, source bigint, effective_low timestamp with time zone, effective_high timestamp with time zone)
index.medicinal_product (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, name_min text, name_max text)
index.medicinal_product_authorization (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, holder bigint)
index.medicinal_product_contraindication (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.medicinal_product_indication (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.medicinal_product_ingredient (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.medicinal_product_interaction (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.medicinal_product_manufactured (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.medicinal_product_packaged (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.medicinal_product_pharmaceutical (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.medicinal_product_undesirable_effect (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.message_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.message_header (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, author bigint, enterer bigint, responsible bigint, sender bigint)
index.molecular_sequence (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, window_start_low numeric, window_start_high numeric, window_end_low numeric, window_end_high numeric)
index.naming_system (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text)
index.nutrition_order (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, encounter bigint, provider bigint, datetime_low timestamp with time zone, datetime_high timestamp with time zone)
index.observation (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, device bigint, specimen bigint, date_low timestamp with time zone, date_high timestamp with time zone, value_date_low timestamp with time zone, value_date_high timestamp with time zone, value_quantity_low numeric, value_quantity_high numeric)
index.observation_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.operation_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.operation_outcome (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.organization (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, partof bigint, name_min text, name_max text)
index.organization_affiliation (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, primary_organization bigint, participating_organization bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.parameters (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.patient (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, organization bigint, birthdate_low timestamp with time zone, birthdate_high timestamp with time zone, death_date_low timestamp with time zone, death_date_high timestamp with time zone, family_min text, family_max text, given_min text, given_max text, name_min text, name_max text)
index.payment_notice (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, provider bigint, request bigint, response bigint, created_low timestamp with time zone, created_high timestamp with time zone)
index.payment_reconciliation (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, request bigint, requestor bigint, payment_issuer bigint, created_low timestamp with time zone, created_high timestamp with time zone)
index.person (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, organization bigint, birthdate_low timestamp with time zone, birthdate_high timestamp with time zone, name_min text, name_max text)
index.plan_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.practitioner (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, family_min text, family_max text, given_min text, given_max text, name_min text, name_max text)
index.practitioner_role (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, practitioner bigint, organization bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.procedure (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, location bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.provenance (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, location bigint, recorded_low timestamp with time zone, recorded_high timestamp with time zone, when_low timestamp with time zone, when_high timestamp with time zone)
index.questionnaire (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.questionnaire_response (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, author bigint, source bigint, authored_low timestamp with time zone, authored_high timestamp with time zone)
index.related_person (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, birthdate_low timestamp with time zone, birthdate_high timestamp with time zone, name_min text, name_max text)
index.request_group (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, author bigint, authored_low timestamp with time zone, authored_high timestamp with time zone)
index.research_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.research_element_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.research_study (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, principalinvestigator bigint, sponsor bigint, date_low timestamp with time zone, date_high timestamp with time zone, title_min text, title_max text)
index.research_subject (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, individual bigint, study bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.risk_assessment (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, condition bigint, performer bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.risk_evidence_synthesis (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, effective_low timestamp with time zone, effective_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.schedule (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone)
index.search_parameter (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text)
index.service_request (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, encounter bigint, requester bigint, authored_low timestamp with time zone, authored_high timestamp with time zone, occurrence_low timestamp with time zone, occurrence_high timestamp with time zone)
index.slot (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, schedule bigint, start_low timestamp with time zone, start_high timestamp with time zone)
index.specimen (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, collector bigint, collected_low timestamp with time zone, collected_high timestamp with time zone)
index.specimen_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.structure_definition (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.structure_map (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.subscription (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.substance (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.substance_nucleic_acid (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.substance_polymer (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.substance_protein (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.substance_reference_information (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.substance_source_material (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.substance_specification (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.supply_delivery (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, supplier bigint)
index.supply_request (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, subject bigint, requester bigint, date_low timestamp with time zone, date_high timestamp with time zone)
index.task (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, owner bigint, subject bigint, encounter bigint, focus bigint, requester bigint, authored_on_low timestamp with time zone, authored_on_high timestamp with time zone, modified_low timestamp with time zone, modified_high timestamp with time zone, period_low timestamp with time zone, period_high timestamp with time zone, priority_min text, priority_max text)
index.terminology_capabilities (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.test_report (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, testscript bigint, issued_low timestamp with time zone, issued_high timestamp with time zone)
index.test_script (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.value_set (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, date_low timestamp with time zone, date_high timestamp with time zone, name_min text, name_max text, title_min text, title_max text)
index.verification_result (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null)
index.vision_prescription (practice integer not null, id text not null, version integer not null, last_updated timestamp(3) with time zone not null, self bigint not null, tokens bigint[] not null, patient bigint, encounter bigint, prescriber bigint, datewritten_low timestamp with time zone, datewritten_high timestamp with time zone)
public.canonical (practice integer not null, type text not null, id text not null, url text, version text, package text)
public.claim (practice integer not null, kind text not null, key bigint not null, period tstzrange not null)
public.client (practice integer not null, name text not null, token_hash bytea not null, scopes text not null, created timestamp(3) with time zone not null)
public.code_system (practice integer not null, code_system integer not null, url text not null, version text, name text not null, content text not null, case_sensitive boolean not null, status text not null, concepts integer not null, active_concepts integer not null, properties text not null, imported timestamp(3) with time zone not null, touched timestamp(3) with time zone not null)
public.concept (practice integer not null, code_system integer not null, concept integer not null, code text not null, key text not null, display text, search text not null, active boolean not null, abstract boolean not null, parents text, details text)
public.concept_ancestor (practice integer not null, code_system integer not null, ancestor integer not null, descendant integer not null)
public.concept_property (practice integer not null, code_system integer not null, property integer not null, value text not null, concept integer not null, whole text)
public.migration (number integer not null, name text not null, applied timestamp(3) with time zone not null)
public.package (practice integer not null, name text not null, version text not null, title text, resources integer not null, installed timestamp(3) with time zone not null)
public.practice (practice integer not null, secret bytea not null, era integer not null, system_identifier text not null, fingerprint text, seeding text, epoch bigint not null, profiles text)
public.resource_version (practice integer not null, type text not null, id text not null, version integer not null, era integer not null, txid xid8 not null, seq bigint not null, last_updated timestamp(3) with time zone not null, deleted boolean not null, method text not null, compartments bigint[] not null, content text)
public.stored_query (practice integer not null, id text not null, parameters text not null, expires timestamp(3) with time zone not null)
public.value (practice integer not null, type text not null, id text not null, parameter text not null, key bigint, low numeric, high numeric, unit bigint, text text)
CREATE INDEX account_last_updated ON index.account USING btree (practice, last_updated, id);
CREATE INDEX account_name_max ON index.account USING btree (practice, name_max, id);
CREATE INDEX account_name_min ON index.account USING btree (practice, name_min, id);
CREATE INDEX account_period_high ON index.account USING btree (practice, period_high, id);
CREATE INDEX account_period_low ON index.account USING btree (practice, period_low, id);
CREATE UNIQUE INDEX account_pkey ON index.account USING btree (practice, id);
CREATE INDEX account_self ON index.account USING btree (practice, self);
CREATE INDEX account_tokens ON index.account USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX activity_definition_date_high ON index.activity_definition USING btree (practice, date_high, id);
CREATE INDEX activity_definition_date_low ON index.activity_definition USING btree (practice, date_low, id);
CREATE INDEX activity_definition_last_updated ON index.activity_definition USING btree (practice, last_updated, id);
CREATE INDEX activity_definition_name_max ON index.activity_definition USING btree (practice, name_max, id);
CREATE INDEX activity_definition_name_min ON index.activity_definition USING btree (practice, name_min, id);
CREATE UNIQUE INDEX activity_definition_pkey ON index.activity_definition USING btree (practice, id);
CREATE INDEX activity_definition_self ON index.activity_definition USING btree (practice, self);
CREATE INDEX activity_definition_tokens ON index.activity_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX adverse_event_date_high ON index.adverse_event USING btree (practice, date_high, id);
CREATE INDEX adverse_event_date_low ON index.adverse_event USING btree (practice, date_low, id);
CREATE INDEX adverse_event_last_updated ON index.adverse_event USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX adverse_event_pkey ON index.adverse_event USING btree (practice, id);
CREATE INDEX adverse_event_self ON index.adverse_event USING btree (practice, self);
CREATE INDEX adverse_event_subject ON index.adverse_event USING btree (practice, subject, id);
CREATE INDEX adverse_event_tokens ON index.adverse_event USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX allergy_intolerance_date_high ON index.allergy_intolerance USING btree (practice, date_high, id);
CREATE INDEX allergy_intolerance_date_low ON index.allergy_intolerance USING btree (practice, date_low, id);
CREATE INDEX allergy_intolerance_last_updated ON index.allergy_intolerance USING btree (practice, last_updated, id);
CREATE INDEX allergy_intolerance_patient ON index.allergy_intolerance USING btree (practice, patient, id);
CREATE UNIQUE INDEX allergy_intolerance_pkey ON index.allergy_intolerance USING btree (practice, id);
CREATE INDEX allergy_intolerance_self ON index.allergy_intolerance USING btree (practice, self);
CREATE INDEX allergy_intolerance_tokens ON index.allergy_intolerance USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX appointment_date_high ON index.appointment USING btree (practice, date_high, id);
CREATE INDEX appointment_date_low ON index.appointment USING btree (practice, date_low, id);
CREATE INDEX appointment_last_updated ON index.appointment USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX appointment_pkey ON index.appointment USING btree (practice, id);
CREATE INDEX appointment_response_appointment ON index.appointment_response USING btree (practice, appointment, id);
CREATE INDEX appointment_response_last_updated ON index.appointment_response USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX appointment_response_pkey ON index.appointment_response USING btree (practice, id);
CREATE INDEX appointment_response_self ON index.appointment_response USING btree (practice, self);
CREATE INDEX appointment_response_tokens ON index.appointment_response USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX appointment_self ON index.appointment USING btree (practice, self);
CREATE INDEX appointment_tokens ON index.appointment USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX audit_event_date_high ON index.audit_event USING btree (practice, date_high, id);
CREATE INDEX audit_event_date_low ON index.audit_event USING btree (practice, date_low, id);
CREATE INDEX audit_event_last_updated ON index.audit_event USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX audit_event_pkey ON index.audit_event USING btree (practice, id);
CREATE INDEX audit_event_self ON index.audit_event USING btree (practice, self);
CREATE INDEX audit_event_tokens ON index.audit_event USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX basic_created_high ON index.basic USING btree (practice, created_high, id);
CREATE INDEX basic_created_low ON index.basic USING btree (practice, created_low, id);
CREATE INDEX basic_last_updated ON index.basic USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX basic_pkey ON index.basic USING btree (practice, id);
CREATE INDEX basic_self ON index.basic USING btree (practice, self);
CREATE INDEX basic_subject ON index.basic USING btree (practice, subject, id);
CREATE INDEX basic_tokens ON index.basic USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX binary_last_updated ON index."binary" USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX binary_pkey ON index."binary" USING btree (practice, id);
CREATE INDEX binary_self ON index."binary" USING btree (practice, self);
CREATE INDEX binary_tokens ON index."binary" USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX biologically_derived_product_last_updated ON index.biologically_derived_product USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX biologically_derived_product_pkey ON index.biologically_derived_product USING btree (practice, id);
CREATE INDEX biologically_derived_product_self ON index.biologically_derived_product USING btree (practice, self);
CREATE INDEX biologically_derived_product_tokens ON index.biologically_derived_product USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX body_structure_last_updated ON index.body_structure USING btree (practice, last_updated, id);
CREATE INDEX body_structure_patient ON index.body_structure USING btree (practice, patient, id);
CREATE UNIQUE INDEX body_structure_pkey ON index.body_structure USING btree (practice, id);
CREATE INDEX body_structure_self ON index.body_structure USING btree (practice, self);
CREATE INDEX body_structure_tokens ON index.body_structure USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX bundle_last_updated ON index.bundle USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX bundle_pkey ON index.bundle USING btree (practice, id);
CREATE INDEX bundle_self ON index.bundle USING btree (practice, self);
CREATE INDEX bundle_timestamp_high ON index.bundle USING btree (practice, timestamp_high, id);
CREATE INDEX bundle_timestamp_low ON index.bundle USING btree (practice, timestamp_low, id);
CREATE INDEX bundle_tokens ON index.bundle USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX capability_statement_date_high ON index.capability_statement USING btree (practice, date_high, id);
CREATE INDEX capability_statement_date_low ON index.capability_statement USING btree (practice, date_low, id);
CREATE INDEX capability_statement_last_updated ON index.capability_statement USING btree (practice, last_updated, id);
CREATE INDEX capability_statement_name_max ON index.capability_statement USING btree (practice, name_max, id);
CREATE INDEX capability_statement_name_min ON index.capability_statement USING btree (practice, name_min, id);
CREATE UNIQUE INDEX capability_statement_pkey ON index.capability_statement USING btree (practice, id);
CREATE INDEX capability_statement_self ON index.capability_statement USING btree (practice, self);
CREATE INDEX capability_statement_tokens ON index.capability_statement USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX care_plan_date_high ON index.care_plan USING btree (practice, date_high, id);
CREATE INDEX care_plan_date_low ON index.care_plan USING btree (practice, date_low, id);
CREATE INDEX care_plan_last_updated ON index.care_plan USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX care_plan_pkey ON index.care_plan USING btree (practice, id);
CREATE INDEX care_plan_self ON index.care_plan USING btree (practice, self);
CREATE INDEX care_plan_subject ON index.care_plan USING btree (practice, subject, id);
CREATE INDEX care_plan_tokens ON index.care_plan USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX care_team_date_high ON index.care_team USING btree (practice, date_high, id);
CREATE INDEX care_team_date_low ON index.care_team USING btree (practice, date_low, id);
CREATE INDEX care_team_last_updated ON index.care_team USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX care_team_pkey ON index.care_team USING btree (practice, id);
CREATE INDEX care_team_self ON index.care_team USING btree (practice, self);
CREATE INDEX care_team_subject ON index.care_team USING btree (practice, subject, id);
CREATE INDEX care_team_tokens ON index.care_team USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX catalog_entry_last_updated ON index.catalog_entry USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX catalog_entry_pkey ON index.catalog_entry USING btree (practice, id);
CREATE INDEX catalog_entry_self ON index.catalog_entry USING btree (practice, self);
CREATE INDEX catalog_entry_tokens ON index.catalog_entry USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX charge_item_definition_date_high ON index.charge_item_definition USING btree (practice, date_high, id);
CREATE INDEX charge_item_definition_date_low ON index.charge_item_definition USING btree (practice, date_low, id);
CREATE INDEX charge_item_definition_last_updated ON index.charge_item_definition USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX charge_item_definition_pkey ON index.charge_item_definition USING btree (practice, id);
CREATE INDEX charge_item_definition_self ON index.charge_item_definition USING btree (practice, self);
CREATE INDEX charge_item_definition_title_max ON index.charge_item_definition USING btree (practice, title_max, id);
CREATE INDEX charge_item_definition_title_min ON index.charge_item_definition USING btree (practice, title_min, id);
CREATE INDEX charge_item_definition_tokens ON index.charge_item_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX charge_item_last_updated ON index.charge_item USING btree (practice, last_updated, id);
CREATE INDEX charge_item_occurrence_high ON index.charge_item USING btree (practice, occurrence_high, id);
CREATE INDEX charge_item_occurrence_low ON index.charge_item USING btree (practice, occurrence_low, id);
CREATE UNIQUE INDEX charge_item_pkey ON index.charge_item USING btree (practice, id);
CREATE INDEX charge_item_self ON index.charge_item USING btree (practice, self);
CREATE INDEX charge_item_subject ON index.charge_item USING btree (practice, subject, id);
CREATE INDEX charge_item_tokens ON index.charge_item USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX claim_created_high ON index.claim USING btree (practice, created_high, id);
CREATE INDEX claim_created_low ON index.claim USING btree (practice, created_low, id);
CREATE INDEX claim_last_updated ON index.claim USING btree (practice, last_updated, id);
CREATE INDEX claim_patient ON index.claim USING btree (practice, patient, id);
CREATE UNIQUE INDEX claim_pkey ON index.claim USING btree (practice, id);
CREATE INDEX claim_response_created_high ON index.claim_response USING btree (practice, created_high, id);
CREATE INDEX claim_response_created_low ON index.claim_response USING btree (practice, created_low, id);
CREATE INDEX claim_response_last_updated ON index.claim_response USING btree (practice, last_updated, id);
CREATE INDEX claim_response_patient ON index.claim_response USING btree (practice, patient, id);
CREATE UNIQUE INDEX claim_response_pkey ON index.claim_response USING btree (practice, id);
CREATE INDEX claim_response_self ON index.claim_response USING btree (practice, self);
CREATE INDEX claim_response_tokens ON index.claim_response USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX claim_self ON index.claim USING btree (practice, self);
CREATE INDEX claim_tokens ON index.claim USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX clinical_impression_date_high ON index.clinical_impression USING btree (practice, date_high, id);
CREATE INDEX clinical_impression_date_low ON index.clinical_impression USING btree (practice, date_low, id);
CREATE INDEX clinical_impression_last_updated ON index.clinical_impression USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX clinical_impression_pkey ON index.clinical_impression USING btree (practice, id);
CREATE INDEX clinical_impression_self ON index.clinical_impression USING btree (practice, self);
CREATE INDEX clinical_impression_subject ON index.clinical_impression USING btree (practice, subject, id);
CREATE INDEX clinical_impression_tokens ON index.clinical_impression USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX code_system_date_high ON index.code_system USING btree (practice, date_high, id);
CREATE INDEX code_system_date_low ON index.code_system USING btree (practice, date_low, id);
CREATE INDEX code_system_last_updated ON index.code_system USING btree (practice, last_updated, id);
CREATE INDEX code_system_name_max ON index.code_system USING btree (practice, name_max, id);
CREATE INDEX code_system_name_min ON index.code_system USING btree (practice, name_min, id);
CREATE UNIQUE INDEX code_system_pkey ON index.code_system USING btree (practice, id);
CREATE INDEX code_system_self ON index.code_system USING btree (practice, self);
CREATE INDEX code_system_tokens ON index.code_system USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX communication_last_updated ON index.communication USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX communication_pkey ON index.communication USING btree (practice, id);
CREATE INDEX communication_request_authored_high ON index.communication_request USING btree (practice, authored_high, id);
CREATE INDEX communication_request_authored_low ON index.communication_request USING btree (practice, authored_low, id);
CREATE INDEX communication_request_last_updated ON index.communication_request USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX communication_request_pkey ON index.communication_request USING btree (practice, id);
CREATE INDEX communication_request_self ON index.communication_request USING btree (practice, self);
CREATE INDEX communication_request_subject ON index.communication_request USING btree (practice, subject, id);
CREATE INDEX communication_request_tokens ON index.communication_request USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX communication_self ON index.communication USING btree (practice, self);
CREATE INDEX communication_sent_high ON index.communication USING btree (practice, sent_high, id);
CREATE INDEX communication_sent_low ON index.communication USING btree (practice, sent_low, id);
CREATE INDEX communication_subject ON index.communication USING btree (practice, subject, id);
CREATE INDEX communication_tokens ON index.communication USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX compartment_definition_date_high ON index.compartment_definition USING btree (practice, date_high, id);
CREATE INDEX compartment_definition_date_low ON index.compartment_definition USING btree (practice, date_low, id);
CREATE INDEX compartment_definition_last_updated ON index.compartment_definition USING btree (practice, last_updated, id);
CREATE INDEX compartment_definition_name_max ON index.compartment_definition USING btree (practice, name_max, id);
CREATE INDEX compartment_definition_name_min ON index.compartment_definition USING btree (practice, name_min, id);
CREATE UNIQUE INDEX compartment_definition_pkey ON index.compartment_definition USING btree (practice, id);
CREATE INDEX compartment_definition_self ON index.compartment_definition USING btree (practice, self);
CREATE INDEX compartment_definition_tokens ON index.compartment_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX composition_date_high ON index.composition USING btree (practice, date_high, id);
CREATE INDEX composition_date_low ON index.composition USING btree (practice, date_low, id);
CREATE INDEX composition_last_updated ON index.composition USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX composition_pkey ON index.composition USING btree (practice, id);
CREATE INDEX composition_self ON index.composition USING btree (practice, self);
CREATE INDEX composition_subject ON index.composition USING btree (practice, subject, id);
CREATE INDEX composition_title_max ON index.composition USING btree (practice, title_max, id);
CREATE INDEX composition_title_min ON index.composition USING btree (practice, title_min, id);
CREATE INDEX composition_tokens ON index.composition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX concept_map_date_high ON index.concept_map USING btree (practice, date_high, id);
CREATE INDEX concept_map_date_low ON index.concept_map USING btree (practice, date_low, id);
CREATE INDEX concept_map_last_updated ON index.concept_map USING btree (practice, last_updated, id);
CREATE INDEX concept_map_name_max ON index.concept_map USING btree (practice, name_max, id);
CREATE INDEX concept_map_name_min ON index.concept_map USING btree (practice, name_min, id);
CREATE UNIQUE INDEX concept_map_pkey ON index.concept_map USING btree (practice, id);
CREATE INDEX concept_map_self ON index.concept_map USING btree (practice, self);
CREATE INDEX concept_map_tokens ON index.concept_map USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX condition_last_updated ON index.condition USING btree (practice, last_updated, id);
CREATE INDEX condition_onset_date_high ON index.condition USING btree (practice, onset_date_high, id);
CREATE INDEX condition_onset_date_low ON index.condition USING btree (practice, onset_date_low, id);
CREATE UNIQUE INDEX condition_pkey ON index.condition USING btree (practice, id);
CREATE INDEX condition_recorded_date_high ON index.condition USING btree (practice, recorded_date_high, id);
CREATE INDEX condition_recorded_date_low ON index.condition USING btree (practice, recorded_date_low, id);
CREATE INDEX condition_self ON index.condition USING btree (practice, self);
CREATE INDEX condition_subject ON index.condition USING btree (practice, subject, id);
CREATE INDEX condition_tokens ON index.condition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX consent_date_high ON index.consent USING btree (practice, date_high, id);
CREATE INDEX consent_date_low ON index.consent USING btree (practice, date_low, id);
CREATE INDEX consent_last_updated ON index.consent USING btree (practice, last_updated, id);
CREATE INDEX consent_patient ON index.consent USING btree (practice, patient, id);
CREATE UNIQUE INDEX consent_pkey ON index.consent USING btree (practice, id);
CREATE INDEX consent_self ON index.consent USING btree (practice, self);
CREATE INDEX consent_tokens ON index.consent USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX contract_issued_high ON index.contract USING btree (practice, issued_high, id);
CREATE INDEX contract_issued_low ON index.contract USING btree (practice, issued_low, id);
CREATE INDEX contract_last_updated ON index.contract USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX contract_pkey ON index.contract USING btree (practice, id);
CREATE INDEX contract_self ON index.contract USING btree (practice, self);
CREATE INDEX contract_tokens ON index.contract USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX coverage_beneficiary ON index.coverage USING btree (practice, beneficiary, id);
CREATE INDEX coverage_eligibility_request_created_high ON index.coverage_eligibility_request USING btree (practice, created_high, id);
CREATE INDEX coverage_eligibility_request_created_low ON index.coverage_eligibility_request USING btree (practice, created_low, id);
CREATE INDEX coverage_eligibility_request_last_updated ON index.coverage_eligibility_request USING btree (practice, last_updated, id);
CREATE INDEX coverage_eligibility_request_patient ON index.coverage_eligibility_request USING btree (practice, patient, id);
CREATE UNIQUE INDEX coverage_eligibility_request_pkey ON index.coverage_eligibility_request USING btree (practice, id);
CREATE INDEX coverage_eligibility_request_self ON index.coverage_eligibility_request USING btree (practice, self);
CREATE INDEX coverage_eligibility_request_tokens ON index.coverage_eligibility_request USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX coverage_eligibility_response_created_high ON index.coverage_eligibility_response USING btree (practice, created_high, id);
CREATE INDEX coverage_eligibility_response_created_low ON index.coverage_eligibility_response USING btree (practice, created_low, id);
CREATE INDEX coverage_eligibility_response_last_updated ON index.coverage_eligibility_response USING btree (practice, last_updated, id);
CREATE INDEX coverage_eligibility_response_patient ON index.coverage_eligibility_response USING btree (practice, patient, id);
CREATE UNIQUE INDEX coverage_eligibility_response_pkey ON index.coverage_eligibility_response USING btree (practice, id);
CREATE INDEX coverage_eligibility_response_self ON index.coverage_eligibility_response USING btree (practice, self);
CREATE INDEX coverage_eligibility_response_tokens ON index.coverage_eligibility_response USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX coverage_last_updated ON index.coverage USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX coverage_pkey ON index.coverage USING btree (practice, id);
CREATE INDEX coverage_self ON index.coverage USING btree (practice, self);
CREATE INDEX coverage_tokens ON index.coverage USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX detected_issue_identified_high ON index.detected_issue USING btree (practice, identified_high, id);
CREATE INDEX detected_issue_identified_low ON index.detected_issue USING btree (practice, identified_low, id);
CREATE INDEX detected_issue_last_updated ON index.detected_issue USING btree (practice, last_updated, id);
CREATE INDEX detected_issue_patient ON index.detected_issue USING btree (practice, patient, id);
CREATE UNIQUE INDEX detected_issue_pkey ON index.detected_issue USING btree (practice, id);
CREATE INDEX detected_issue_self ON index.detected_issue USING btree (practice, self);
CREATE INDEX detected_issue_tokens ON index.detected_issue USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX device_definition_last_updated ON index.device_definition USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX device_definition_pkey ON index.device_definition USING btree (practice, id);
CREATE INDEX device_definition_self ON index.device_definition USING btree (practice, self);
CREATE INDEX device_definition_tokens ON index.device_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX device_device_name_max ON index.device USING btree (practice, device_name_max, id);
CREATE INDEX device_device_name_min ON index.device USING btree (practice, device_name_min, id);
CREATE INDEX device_last_updated ON index.device USING btree (practice, last_updated, id);
CREATE INDEX device_metric_last_updated ON index.device_metric USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX device_metric_pkey ON index.device_metric USING btree (practice, id);
CREATE INDEX device_metric_self ON index.device_metric USING btree (practice, self);
CREATE INDEX device_metric_source ON index.device_metric USING btree (practice, source, id);
CREATE INDEX device_metric_tokens ON index.device_metric USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX device_patient ON index.device USING btree (practice, patient, id);
CREATE UNIQUE INDEX device_pkey ON index.device USING btree (practice, id);
CREATE INDEX device_request_authored_on_high ON index.device_request USING btree (practice, authored_on_high, id);
CREATE INDEX device_request_authored_on_low ON index.device_request USING btree (practice, authored_on_low, id);
CREATE INDEX device_request_last_updated ON index.device_request USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX device_request_pkey ON index.device_request USING btree (practice, id);
CREATE INDEX device_request_self ON index.device_request USING btree (practice, self);
CREATE INDEX device_request_subject ON index.device_request USING btree (practice, subject, id);
CREATE INDEX device_request_tokens ON index.device_request USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX device_self ON index.device USING btree (practice, self);
CREATE INDEX device_tokens ON index.device USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX device_use_statement_last_updated ON index.device_use_statement USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX device_use_statement_pkey ON index.device_use_statement USING btree (practice, id);
CREATE INDEX device_use_statement_self ON index.device_use_statement USING btree (practice, self);
CREATE INDEX device_use_statement_subject ON index.device_use_statement USING btree (practice, subject, id);
CREATE INDEX device_use_statement_tokens ON index.device_use_statement USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX diagnostic_report_date_high ON index.diagnostic_report USING btree (practice, date_high, id);
CREATE INDEX diagnostic_report_date_low ON index.diagnostic_report USING btree (practice, date_low, id);
CREATE INDEX diagnostic_report_issued_high ON index.diagnostic_report USING btree (practice, issued_high, id);
CREATE INDEX diagnostic_report_issued_low ON index.diagnostic_report USING btree (practice, issued_low, id);
CREATE INDEX diagnostic_report_last_updated ON index.diagnostic_report USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX diagnostic_report_pkey ON index.diagnostic_report USING btree (practice, id);
CREATE INDEX diagnostic_report_self ON index.diagnostic_report USING btree (practice, self);
CREATE INDEX diagnostic_report_subject ON index.diagnostic_report USING btree (practice, subject, id);
CREATE INDEX diagnostic_report_tokens ON index.diagnostic_report USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX document_manifest_created_high ON index.document_manifest USING btree (practice, created_high, id);
CREATE INDEX document_manifest_created_low ON index.document_manifest USING btree (practice, created_low, id);
CREATE INDEX document_manifest_last_updated ON index.document_manifest USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX document_manifest_pkey ON index.document_manifest USING btree (practice, id);
CREATE INDEX document_manifest_self ON index.document_manifest USING btree (practice, self);
CREATE INDEX document_manifest_subject ON index.document_manifest USING btree (practice, subject, id);
CREATE INDEX document_manifest_tokens ON index.document_manifest USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX document_reference_date_high ON index.document_reference USING btree (practice, date_high, id);
CREATE INDEX document_reference_date_low ON index.document_reference USING btree (practice, date_low, id);
CREATE INDEX document_reference_last_updated ON index.document_reference USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX document_reference_pkey ON index.document_reference USING btree (practice, id);
CREATE INDEX document_reference_self ON index.document_reference USING btree (practice, self);
CREATE INDEX document_reference_subject ON index.document_reference USING btree (practice, subject, id);
CREATE INDEX document_reference_tokens ON index.document_reference USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX effect_evidence_synthesis_date_high ON index.effect_evidence_synthesis USING btree (practice, date_high, id);
CREATE INDEX effect_evidence_synthesis_date_low ON index.effect_evidence_synthesis USING btree (practice, date_low, id);
CREATE INDEX effect_evidence_synthesis_last_updated ON index.effect_evidence_synthesis USING btree (practice, last_updated, id);
CREATE INDEX effect_evidence_synthesis_name_max ON index.effect_evidence_synthesis USING btree (practice, name_max, id);
CREATE INDEX effect_evidence_synthesis_name_min ON index.effect_evidence_synthesis USING btree (practice, name_min, id);
CREATE UNIQUE INDEX effect_evidence_synthesis_pkey ON index.effect_evidence_synthesis USING btree (practice, id);
CREATE INDEX effect_evidence_synthesis_self ON index.effect_evidence_synthesis USING btree (practice, self);
CREATE INDEX effect_evidence_synthesis_tokens ON index.effect_evidence_synthesis USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX encounter_date_high ON index.encounter USING btree (practice, date_high, id);
CREATE INDEX encounter_date_low ON index.encounter USING btree (practice, date_low, id);
CREATE INDEX encounter_last_updated ON index.encounter USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX encounter_pkey ON index.encounter USING btree (practice, id);
CREATE INDEX encounter_self ON index.encounter USING btree (practice, self);
CREATE INDEX encounter_subject ON index.encounter USING btree (practice, subject, id);
CREATE INDEX encounter_tokens ON index.encounter USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX endpoint_last_updated ON index.endpoint USING btree (practice, last_updated, id);
CREATE INDEX endpoint_name_max ON index.endpoint USING btree (practice, name_max, id);
CREATE INDEX endpoint_name_min ON index.endpoint USING btree (practice, name_min, id);
CREATE INDEX endpoint_organization ON index.endpoint USING btree (practice, organization, id);
CREATE UNIQUE INDEX endpoint_pkey ON index.endpoint USING btree (practice, id);
CREATE INDEX endpoint_self ON index.endpoint USING btree (practice, self);
CREATE INDEX endpoint_tokens ON index.endpoint USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX enrollment_request_last_updated ON index.enrollment_request USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX enrollment_request_pkey ON index.enrollment_request USING btree (practice, id);
CREATE INDEX enrollment_request_self ON index.enrollment_request USING btree (practice, self);
CREATE INDEX enrollment_request_subject ON index.enrollment_request USING btree (practice, subject, id);
CREATE INDEX enrollment_request_tokens ON index.enrollment_request USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX enrollment_response_last_updated ON index.enrollment_response USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX enrollment_response_pkey ON index.enrollment_response USING btree (practice, id);
CREATE INDEX enrollment_response_request ON index.enrollment_response USING btree (practice, request, id);
CREATE INDEX enrollment_response_self ON index.enrollment_response USING btree (practice, self);
CREATE INDEX enrollment_response_tokens ON index.enrollment_response USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX episode_of_care_date_high ON index.episode_of_care USING btree (practice, date_high, id);
CREATE INDEX episode_of_care_date_low ON index.episode_of_care USING btree (practice, date_low, id);
CREATE INDEX episode_of_care_last_updated ON index.episode_of_care USING btree (practice, last_updated, id);
CREATE INDEX episode_of_care_patient ON index.episode_of_care USING btree (practice, patient, id);
CREATE UNIQUE INDEX episode_of_care_pkey ON index.episode_of_care USING btree (practice, id);
CREATE INDEX episode_of_care_self ON index.episode_of_care USING btree (practice, self);
CREATE INDEX episode_of_care_tokens ON index.episode_of_care USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX event_definition_date_high ON index.event_definition USING btree (practice, date_high, id);
CREATE INDEX event_definition_date_low ON index.event_definition USING btree (practice, date_low, id);
CREATE INDEX event_definition_last_updated ON index.event_definition USING btree (practice, last_updated, id);
CREATE INDEX event_definition_name_max ON index.event_definition USING btree (practice, name_max, id);
CREATE INDEX event_definition_name_min ON index.event_definition USING btree (practice, name_min, id);
CREATE UNIQUE INDEX event_definition_pkey ON index.event_definition USING btree (practice, id);
CREATE INDEX event_definition_self ON index.event_definition USING btree (practice, self);
CREATE INDEX event_definition_tokens ON index.event_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX evidence_date_high ON index.evidence USING btree (practice, date_high, id);
CREATE INDEX evidence_date_low ON index.evidence USING btree (practice, date_low, id);
CREATE INDEX evidence_last_updated ON index.evidence USING btree (practice, last_updated, id);
CREATE INDEX evidence_name_max ON index.evidence USING btree (practice, name_max, id);
CREATE INDEX evidence_name_min ON index.evidence USING btree (practice, name_min, id);
CREATE UNIQUE INDEX evidence_pkey ON index.evidence USING btree (practice, id);
CREATE INDEX evidence_self ON index.evidence USING btree (practice, self);
CREATE INDEX evidence_tokens ON index.evidence USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX evidence_variable_date_high ON index.evidence_variable USING btree (practice, date_high, id);
CREATE INDEX evidence_variable_date_low ON index.evidence_variable USING btree (practice, date_low, id);
CREATE INDEX evidence_variable_last_updated ON index.evidence_variable USING btree (practice, last_updated, id);
CREATE INDEX evidence_variable_name_max ON index.evidence_variable USING btree (practice, name_max, id);
CREATE INDEX evidence_variable_name_min ON index.evidence_variable USING btree (practice, name_min, id);
CREATE UNIQUE INDEX evidence_variable_pkey ON index.evidence_variable USING btree (practice, id);
CREATE INDEX evidence_variable_self ON index.evidence_variable USING btree (practice, self);
CREATE INDEX evidence_variable_tokens ON index.evidence_variable USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX example_scenario_date_high ON index.example_scenario USING btree (practice, date_high, id);
CREATE INDEX example_scenario_date_low ON index.example_scenario USING btree (practice, date_low, id);
CREATE INDEX example_scenario_last_updated ON index.example_scenario USING btree (practice, last_updated, id);
CREATE INDEX example_scenario_name_max ON index.example_scenario USING btree (practice, name_max, id);
CREATE INDEX example_scenario_name_min ON index.example_scenario USING btree (practice, name_min, id);
CREATE UNIQUE INDEX example_scenario_pkey ON index.example_scenario USING btree (practice, id);
CREATE INDEX example_scenario_self ON index.example_scenario USING btree (practice, self);
CREATE INDEX example_scenario_tokens ON index.example_scenario USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX explanation_of_benefit_created_high ON index.explanation_of_benefit USING btree (practice, created_high, id);
CREATE INDEX explanation_of_benefit_created_low ON index.explanation_of_benefit USING btree (practice, created_low, id);
CREATE INDEX explanation_of_benefit_last_updated ON index.explanation_of_benefit USING btree (practice, last_updated, id);
CREATE INDEX explanation_of_benefit_patient ON index.explanation_of_benefit USING btree (practice, patient, id);
CREATE UNIQUE INDEX explanation_of_benefit_pkey ON index.explanation_of_benefit USING btree (practice, id);
CREATE INDEX explanation_of_benefit_self ON index.explanation_of_benefit USING btree (practice, self);
CREATE INDEX explanation_of_benefit_tokens ON index.explanation_of_benefit USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX family_member_history_date_high ON index.family_member_history USING btree (practice, date_high, id);
CREATE INDEX family_member_history_date_low ON index.family_member_history USING btree (practice, date_low, id);
CREATE INDEX family_member_history_last_updated ON index.family_member_history USING btree (practice, last_updated, id);
CREATE INDEX family_member_history_patient ON index.family_member_history USING btree (practice, patient, id);
CREATE UNIQUE INDEX family_member_history_pkey ON index.family_member_history USING btree (practice, id);
CREATE INDEX family_member_history_self ON index.family_member_history USING btree (practice, self);
CREATE INDEX family_member_history_tokens ON index.family_member_history USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX flag_date_high ON index.flag USING btree (practice, date_high, id);
CREATE INDEX flag_date_low ON index.flag USING btree (practice, date_low, id);
CREATE INDEX flag_last_updated ON index.flag USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX flag_pkey ON index.flag USING btree (practice, id);
CREATE INDEX flag_self ON index.flag USING btree (practice, self);
CREATE INDEX flag_subject ON index.flag USING btree (practice, subject, id);
CREATE INDEX flag_tokens ON index.flag USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX goal_last_updated ON index.goal USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX goal_pkey ON index.goal USING btree (practice, id);
CREATE INDEX goal_self ON index.goal USING btree (practice, self);
CREATE INDEX goal_start_date_high ON index.goal USING btree (practice, start_date_high, id);
CREATE INDEX goal_start_date_low ON index.goal USING btree (practice, start_date_low, id);
CREATE INDEX goal_subject ON index.goal USING btree (practice, subject, id);
CREATE INDEX goal_target_date_max ON index.goal USING btree (practice, target_date_max, id);
CREATE INDEX goal_target_date_min ON index.goal USING btree (practice, target_date_min, id);
CREATE INDEX goal_tokens ON index.goal USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX graph_definition_date_high ON index.graph_definition USING btree (practice, date_high, id);
CREATE INDEX graph_definition_date_low ON index.graph_definition USING btree (practice, date_low, id);
CREATE INDEX graph_definition_last_updated ON index.graph_definition USING btree (practice, last_updated, id);
CREATE INDEX graph_definition_name_max ON index.graph_definition USING btree (practice, name_max, id);
CREATE INDEX graph_definition_name_min ON index.graph_definition USING btree (practice, name_min, id);
CREATE UNIQUE INDEX graph_definition_pkey ON index.graph_definition USING btree (practice, id);
CREATE INDEX graph_definition_self ON index.graph_definition USING btree (practice, self);
CREATE INDEX graph_definition_tokens ON index.graph_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX group_last_updated ON index."group" USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX group_pkey ON index."group" USING btree (practice, id);
CREATE INDEX group_self ON index."group" USING btree (practice, self);
CREATE INDEX group_tokens ON index."group" USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX guidance_response_last_updated ON index.guidance_response USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX guidance_response_pkey ON index.guidance_response USING btree (practice, id);
CREATE INDEX guidance_response_self ON index.guidance_response USING btree (practice, self);
CREATE INDEX guidance_response_subject ON index.guidance_response USING btree (practice, subject, id);
CREATE INDEX guidance_response_tokens ON index.guidance_response USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX healthcare_service_last_updated ON index.healthcare_service USING btree (practice, last_updated, id);
CREATE INDEX healthcare_service_name_max ON index.healthcare_service USING btree (practice, name_max, id);
CREATE INDEX healthcare_service_name_min ON index.healthcare_service USING btree (practice, name_min, id);
CREATE INDEX healthcare_service_organization ON index.healthcare_service USING btree (practice, organization, id);
CREATE UNIQUE INDEX healthcare_service_pkey ON index.healthcare_service USING btree (practice, id);
CREATE INDEX healthcare_service_self ON index.healthcare_service USING btree (practice, self);
CREATE INDEX healthcare_service_tokens ON index.healthcare_service USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX imaging_study_last_updated ON index.imaging_study USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX imaging_study_pkey ON index.imaging_study USING btree (practice, id);
CREATE INDEX imaging_study_self ON index.imaging_study USING btree (practice, self);
CREATE INDEX imaging_study_started_high ON index.imaging_study USING btree (practice, started_high, id);
CREATE INDEX imaging_study_started_low ON index.imaging_study USING btree (practice, started_low, id);
CREATE INDEX imaging_study_subject ON index.imaging_study USING btree (practice, subject, id);
CREATE INDEX imaging_study_tokens ON index.imaging_study USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX immunization_date_high ON index.immunization USING btree (practice, date_high, id);
CREATE INDEX immunization_date_low ON index.immunization USING btree (practice, date_low, id);
CREATE INDEX immunization_evaluation_date_high ON index.immunization_evaluation USING btree (practice, date_high, id);
CREATE INDEX immunization_evaluation_date_low ON index.immunization_evaluation USING btree (practice, date_low, id);
CREATE INDEX immunization_evaluation_last_updated ON index.immunization_evaluation USING btree (practice, last_updated, id);
CREATE INDEX immunization_evaluation_patient ON index.immunization_evaluation USING btree (practice, patient, id);
CREATE UNIQUE INDEX immunization_evaluation_pkey ON index.immunization_evaluation USING btree (practice, id);
CREATE INDEX immunization_evaluation_self ON index.immunization_evaluation USING btree (practice, self);
CREATE INDEX immunization_evaluation_tokens ON index.immunization_evaluation USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX immunization_last_updated ON index.immunization USING btree (practice, last_updated, id);
CREATE INDEX immunization_patient ON index.immunization USING btree (practice, patient, id);
CREATE UNIQUE INDEX immunization_pkey ON index.immunization USING btree (practice, id);
CREATE INDEX immunization_recommendation_date_high ON index.immunization_recommendation USING btree (practice, date_high, id);
CREATE INDEX immunization_recommendation_date_low ON index.immunization_recommendation USING btree (practice, date_low, id);
CREATE INDEX immunization_recommendation_last_updated ON index.immunization_recommendation USING btree (practice, last_updated, id);
CREATE INDEX immunization_recommendation_patient ON index.immunization_recommendation USING btree (practice, patient, id);
CREATE UNIQUE INDEX immunization_recommendation_pkey ON index.immunization_recommendation USING btree (practice, id);
CREATE INDEX immunization_recommendation_self ON index.immunization_recommendation USING btree (practice, self);
CREATE INDEX immunization_recommendation_tokens ON index.immunization_recommendation USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX immunization_self ON index.immunization USING btree (practice, self);
CREATE INDEX immunization_tokens ON index.immunization USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX implementation_guide_date_high ON index.implementation_guide USING btree (practice, date_high, id);
CREATE INDEX implementation_guide_date_low ON index.implementation_guide USING btree (practice, date_low, id);
CREATE INDEX implementation_guide_last_updated ON index.implementation_guide USING btree (practice, last_updated, id);
CREATE INDEX implementation_guide_name_max ON index.implementation_guide USING btree (practice, name_max, id);
CREATE INDEX implementation_guide_name_min ON index.implementation_guide USING btree (practice, name_min, id);
CREATE UNIQUE INDEX implementation_guide_pkey ON index.implementation_guide USING btree (practice, id);
CREATE INDEX implementation_guide_self ON index.implementation_guide USING btree (practice, self);
CREATE INDEX implementation_guide_tokens ON index.implementation_guide USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX insurance_plan_last_updated ON index.insurance_plan USING btree (practice, last_updated, id);
CREATE INDEX insurance_plan_name_max ON index.insurance_plan USING btree (practice, name_max, id);
CREATE INDEX insurance_plan_name_min ON index.insurance_plan USING btree (practice, name_min, id);
CREATE INDEX insurance_plan_owned_by ON index.insurance_plan USING btree (practice, owned_by, id);
CREATE UNIQUE INDEX insurance_plan_pkey ON index.insurance_plan USING btree (practice, id);
CREATE INDEX insurance_plan_self ON index.insurance_plan USING btree (practice, self);
CREATE INDEX insurance_plan_tokens ON index.insurance_plan USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX invoice_date_high ON index.invoice USING btree (practice, date_high, id);
CREATE INDEX invoice_date_low ON index.invoice USING btree (practice, date_low, id);
CREATE INDEX invoice_last_updated ON index.invoice USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX invoice_pkey ON index.invoice USING btree (practice, id);
CREATE INDEX invoice_self ON index.invoice USING btree (practice, self);
CREATE INDEX invoice_subject ON index.invoice USING btree (practice, subject, id);
CREATE INDEX invoice_tokens ON index.invoice USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX library_date_high ON index.library USING btree (practice, date_high, id);
CREATE INDEX library_date_low ON index.library USING btree (practice, date_low, id);
CREATE INDEX library_last_updated ON index.library USING btree (practice, last_updated, id);
CREATE INDEX library_name_max ON index.library USING btree (practice, name_max, id);
CREATE INDEX library_name_min ON index.library USING btree (practice, name_min, id);
CREATE UNIQUE INDEX library_pkey ON index.library USING btree (practice, id);
CREATE INDEX library_self ON index.library USING btree (practice, self);
CREATE INDEX library_tokens ON index.library USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX linkage_last_updated ON index.linkage USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX linkage_pkey ON index.linkage USING btree (practice, id);
CREATE INDEX linkage_self ON index.linkage USING btree (practice, self);
CREATE INDEX linkage_tokens ON index.linkage USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX list_date_high ON index.list USING btree (practice, date_high, id);
CREATE INDEX list_date_low ON index.list USING btree (practice, date_low, id);
CREATE INDEX list_last_updated ON index.list USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX list_pkey ON index.list USING btree (practice, id);
CREATE INDEX list_self ON index.list USING btree (practice, self);
CREATE INDEX list_subject ON index.list USING btree (practice, subject, id);
CREATE INDEX list_title_max ON index.list USING btree (practice, title_max, id);
CREATE INDEX list_title_min ON index.list USING btree (practice, title_min, id);
CREATE INDEX list_tokens ON index.list USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX location_last_updated ON index.location USING btree (practice, last_updated, id);
CREATE INDEX location_name_max ON index.location USING btree (practice, name_max, id);
CREATE INDEX location_name_min ON index.location USING btree (practice, name_min, id);
CREATE INDEX location_organization ON index.location USING btree (practice, organization, id);
CREATE UNIQUE INDEX location_pkey ON index.location USING btree (practice, id);
CREATE INDEX location_self ON index.location USING btree (practice, self);
CREATE INDEX location_tokens ON index.location USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX measure_date_high ON index.measure USING btree (practice, date_high, id);
CREATE INDEX measure_date_low ON index.measure USING btree (practice, date_low, id);
CREATE INDEX measure_last_updated ON index.measure USING btree (practice, last_updated, id);
CREATE INDEX measure_name_max ON index.measure USING btree (practice, name_max, id);
CREATE INDEX measure_name_min ON index.measure USING btree (practice, name_min, id);
CREATE UNIQUE INDEX measure_pkey ON index.measure USING btree (practice, id);
CREATE INDEX measure_report_date_high ON index.measure_report USING btree (practice, date_high, id);
CREATE INDEX measure_report_date_low ON index.measure_report USING btree (practice, date_low, id);
CREATE INDEX measure_report_last_updated ON index.measure_report USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX measure_report_pkey ON index.measure_report USING btree (practice, id);
CREATE INDEX measure_report_self ON index.measure_report USING btree (practice, self);
CREATE INDEX measure_report_subject ON index.measure_report USING btree (practice, subject, id);
CREATE INDEX measure_report_tokens ON index.measure_report USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX measure_self ON index.measure USING btree (practice, self);
CREATE INDEX measure_tokens ON index.measure USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX media_created_high ON index.media USING btree (practice, created_high, id);
CREATE INDEX media_created_low ON index.media USING btree (practice, created_low, id);
CREATE INDEX media_last_updated ON index.media USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX media_pkey ON index.media USING btree (practice, id);
CREATE INDEX media_self ON index.media USING btree (practice, self);
CREATE INDEX media_subject ON index.media USING btree (practice, subject, id);
CREATE INDEX media_tokens ON index.media USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medication_administration_effective_time_high ON index.medication_administration USING btree (practice, effective_time_high, id);
CREATE INDEX medication_administration_effective_time_low ON index.medication_administration USING btree (practice, effective_time_low, id);
CREATE INDEX medication_administration_last_updated ON index.medication_administration USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medication_administration_pkey ON index.medication_administration USING btree (practice, id);
CREATE INDEX medication_administration_self ON index.medication_administration USING btree (practice, self);
CREATE INDEX medication_administration_subject ON index.medication_administration USING btree (practice, subject, id);
CREATE INDEX medication_administration_tokens ON index.medication_administration USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medication_dispense_last_updated ON index.medication_dispense USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medication_dispense_pkey ON index.medication_dispense USING btree (practice, id);
CREATE INDEX medication_dispense_self ON index.medication_dispense USING btree (practice, self);
CREATE INDEX medication_dispense_subject ON index.medication_dispense USING btree (practice, subject, id);
CREATE INDEX medication_dispense_tokens ON index.medication_dispense USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medication_dispense_whenhandedover_high ON index.medication_dispense USING btree (practice, whenhandedover_high, id);
CREATE INDEX medication_dispense_whenhandedover_low ON index.medication_dispense USING btree (practice, whenhandedover_low, id);
CREATE INDEX medication_expiration_date_high ON index.medication USING btree (practice, expiration_date_high, id);
CREATE INDEX medication_expiration_date_low ON index.medication USING btree (practice, expiration_date_low, id);
CREATE INDEX medication_knowledge_last_updated ON index.medication_knowledge USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medication_knowledge_pkey ON index.medication_knowledge USING btree (practice, id);
CREATE INDEX medication_knowledge_self ON index.medication_knowledge USING btree (practice, self);
CREATE INDEX medication_knowledge_tokens ON index.medication_knowledge USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medication_last_updated ON index.medication USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medication_pkey ON index.medication USING btree (practice, id);
CREATE INDEX medication_request_authoredon_high ON index.medication_request USING btree (practice, authoredon_high, id);
CREATE INDEX medication_request_authoredon_low ON index.medication_request USING btree (practice, authoredon_low, id);
CREATE INDEX medication_request_last_updated ON index.medication_request USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medication_request_pkey ON index.medication_request USING btree (practice, id);
CREATE INDEX medication_request_self ON index.medication_request USING btree (practice, self);
CREATE INDEX medication_request_subject ON index.medication_request USING btree (practice, subject, id);
CREATE INDEX medication_request_tokens ON index.medication_request USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medication_self ON index.medication USING btree (practice, self);
CREATE INDEX medication_statement_effective_high ON index.medication_statement USING btree (practice, effective_high, id);
CREATE INDEX medication_statement_effective_low ON index.medication_statement USING btree (practice, effective_low, id);
CREATE INDEX medication_statement_last_updated ON index.medication_statement USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medication_statement_pkey ON index.medication_statement USING btree (practice, id);
CREATE INDEX medication_statement_self ON index.medication_statement USING btree (practice, self);
CREATE INDEX medication_statement_subject ON index.medication_statement USING btree (practice, subject, id);
CREATE INDEX medication_statement_tokens ON index.medication_statement USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medication_tokens ON index.medication USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medicinal_product_authorization_last_updated ON index.medicinal_product_authorization USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medicinal_product_authorization_pkey ON index.medicinal_product_authorization USING btree (practice, id);
CREATE INDEX medicinal_product_authorization_self ON index.medicinal_product_authorization USING btree (practice, self);
CREATE INDEX medicinal_product_authorization_subject ON index.medicinal_product_authorization USING btree (practice, subject, id);
CREATE INDEX medicinal_product_authorization_tokens ON index.medicinal_product_authorization USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medicinal_product_contraindication_last_updated ON index.medicinal_product_contraindication USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medicinal_product_contraindication_pkey ON index.medicinal_product_contraindication USING btree (practice, id);
CREATE INDEX medicinal_product_contraindication_self ON index.medicinal_product_contraindication USING btree (practice, self);
CREATE INDEX medicinal_product_contraindication_tokens ON index.medicinal_product_contraindication USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medicinal_product_indication_last_updated ON index.medicinal_product_indication USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medicinal_product_indication_pkey ON index.medicinal_product_indication USING btree (practice, id);
CREATE INDEX medicinal_product_indication_self ON index.medicinal_product_indication USING btree (practice, self);
CREATE INDEX medicinal_product_indication_tokens ON index.medicinal_product_indication USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medicinal_product_ingredient_last_updated ON index.medicinal_product_ingredient USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medicinal_product_ingredient_pkey ON index.medicinal_product_ingredient USING btree (practice, id);
CREATE INDEX medicinal_product_ingredient_self ON index.medicinal_product_ingredient USING btree (practice, self);
CREATE INDEX medicinal_product_ingredient_tokens ON index.medicinal_product_ingredient USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medicinal_product_interaction_last_updated ON index.medicinal_product_interaction USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medicinal_product_interaction_pkey ON index.medicinal_product_interaction USING btree (practice, id);
CREATE INDEX medicinal_product_interaction_self ON index.medicinal_product_interaction USING btree (practice, self);
CREATE INDEX medicinal_product_interaction_tokens ON index.medicinal_product_interaction USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medicinal_product_last_updated ON index.medicinal_product USING btree (practice, last_updated, id);
CREATE INDEX medicinal_product_manufactured_last_updated ON index.medicinal_product_manufactured USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medicinal_product_manufactured_pkey ON index.medicinal_product_manufactured USING btree (practice, id);
CREATE INDEX medicinal_product_manufactured_self ON index.medicinal_product_manufactured USING btree (practice, self);
CREATE INDEX medicinal_product_manufactured_tokens ON index.medicinal_product_manufactured USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medicinal_product_name_max ON index.medicinal_product USING btree (practice, name_max, id);
CREATE INDEX medicinal_product_name_min ON index.medicinal_product USING btree (practice, name_min, id);
CREATE INDEX medicinal_product_packaged_last_updated ON index.medicinal_product_packaged USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medicinal_product_packaged_pkey ON index.medicinal_product_packaged USING btree (practice, id);
CREATE INDEX medicinal_product_packaged_self ON index.medicinal_product_packaged USING btree (practice, self);
CREATE INDEX medicinal_product_packaged_tokens ON index.medicinal_product_packaged USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medicinal_product_pharmaceutical_last_updated ON index.medicinal_product_pharmaceutical USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medicinal_product_pharmaceutical_pkey ON index.medicinal_product_pharmaceutical USING btree (practice, id);
CREATE INDEX medicinal_product_pharmaceutical_self ON index.medicinal_product_pharmaceutical USING btree (practice, self);
CREATE INDEX medicinal_product_pharmaceutical_tokens ON index.medicinal_product_pharmaceutical USING gin (tokens) WITH (fastupdate=off);
CREATE UNIQUE INDEX medicinal_product_pkey ON index.medicinal_product USING btree (practice, id);
CREATE INDEX medicinal_product_self ON index.medicinal_product USING btree (practice, self);
CREATE INDEX medicinal_product_tokens ON index.medicinal_product USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX medicinal_product_undesirable_effect_last_updated ON index.medicinal_product_undesirable_effect USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX medicinal_product_undesirable_effect_pkey ON index.medicinal_product_undesirable_effect USING btree (practice, id);
CREATE INDEX medicinal_product_undesirable_effect_self ON index.medicinal_product_undesirable_effect USING btree (practice, self);
CREATE INDEX medicinal_product_undesirable_effect_tokens ON index.medicinal_product_undesirable_effect USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX message_definition_date_high ON index.message_definition USING btree (practice, date_high, id);
CREATE INDEX message_definition_date_low ON index.message_definition USING btree (practice, date_low, id);
CREATE INDEX message_definition_last_updated ON index.message_definition USING btree (practice, last_updated, id);
CREATE INDEX message_definition_name_max ON index.message_definition USING btree (practice, name_max, id);
CREATE INDEX message_definition_name_min ON index.message_definition USING btree (practice, name_min, id);
CREATE UNIQUE INDEX message_definition_pkey ON index.message_definition USING btree (practice, id);
CREATE INDEX message_definition_self ON index.message_definition USING btree (practice, self);
CREATE INDEX message_definition_tokens ON index.message_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX message_header_last_updated ON index.message_header USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX message_header_pkey ON index.message_header USING btree (practice, id);
CREATE INDEX message_header_self ON index.message_header USING btree (practice, self);
CREATE INDEX message_header_tokens ON index.message_header USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX molecular_sequence_last_updated ON index.molecular_sequence USING btree (practice, last_updated, id);
CREATE INDEX molecular_sequence_patient ON index.molecular_sequence USING btree (practice, patient, id);
CREATE UNIQUE INDEX molecular_sequence_pkey ON index.molecular_sequence USING btree (practice, id);
CREATE INDEX molecular_sequence_self ON index.molecular_sequence USING btree (practice, self);
CREATE INDEX molecular_sequence_tokens ON index.molecular_sequence USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX naming_system_date_high ON index.naming_system USING btree (practice, date_high, id);
CREATE INDEX naming_system_date_low ON index.naming_system USING btree (practice, date_low, id);
CREATE INDEX naming_system_last_updated ON index.naming_system USING btree (practice, last_updated, id);
CREATE INDEX naming_system_name_max ON index.naming_system USING btree (practice, name_max, id);
CREATE INDEX naming_system_name_min ON index.naming_system USING btree (practice, name_min, id);
CREATE UNIQUE INDEX naming_system_pkey ON index.naming_system USING btree (practice, id);
CREATE INDEX naming_system_self ON index.naming_system USING btree (practice, self);
CREATE INDEX naming_system_tokens ON index.naming_system USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX nutrition_order_datetime_high ON index.nutrition_order USING btree (practice, datetime_high, id);
CREATE INDEX nutrition_order_datetime_low ON index.nutrition_order USING btree (practice, datetime_low, id);
CREATE INDEX nutrition_order_last_updated ON index.nutrition_order USING btree (practice, last_updated, id);
CREATE INDEX nutrition_order_patient ON index.nutrition_order USING btree (practice, patient, id);
CREATE UNIQUE INDEX nutrition_order_pkey ON index.nutrition_order USING btree (practice, id);
CREATE INDEX nutrition_order_self ON index.nutrition_order USING btree (practice, self);
CREATE INDEX nutrition_order_tokens ON index.nutrition_order USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX observation_date_high ON index.observation USING btree (practice, date_high, id);
CREATE INDEX observation_date_low ON index.observation USING btree (practice, date_low, id);
CREATE INDEX observation_definition_last_updated ON index.observation_definition USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX observation_definition_pkey ON index.observation_definition USING btree (practice, id);
CREATE INDEX observation_definition_self ON index.observation_definition USING btree (practice, self);
CREATE INDEX observation_definition_tokens ON index.observation_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX observation_last_updated ON index.observation USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX observation_pkey ON index.observation USING btree (practice, id);
CREATE INDEX observation_self ON index.observation USING btree (practice, self);
CREATE INDEX observation_subject ON index.observation USING btree (practice, subject, id);
CREATE INDEX observation_tokens ON index.observation USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX observation_value_quantity_high ON index.observation USING btree (practice, value_quantity_high, id);
CREATE INDEX observation_value_quantity_low ON index.observation USING btree (practice, value_quantity_low, id);
CREATE INDEX operation_definition_date_high ON index.operation_definition USING btree (practice, date_high, id);
CREATE INDEX operation_definition_date_low ON index.operation_definition USING btree (practice, date_low, id);
CREATE INDEX operation_definition_last_updated ON index.operation_definition USING btree (practice, last_updated, id);
CREATE INDEX operation_definition_name_max ON index.operation_definition USING btree (practice, name_max, id);
CREATE INDEX operation_definition_name_min ON index.operation_definition USING btree (practice, name_min, id);
CREATE UNIQUE INDEX operation_definition_pkey ON index.operation_definition USING btree (practice, id);
CREATE INDEX operation_definition_self ON index.operation_definition USING btree (practice, self);
CREATE INDEX operation_definition_tokens ON index.operation_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX operation_outcome_last_updated ON index.operation_outcome USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX operation_outcome_pkey ON index.operation_outcome USING btree (practice, id);
CREATE INDEX operation_outcome_self ON index.operation_outcome USING btree (practice, self);
CREATE INDEX operation_outcome_tokens ON index.operation_outcome USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX organization_affiliation_date_high ON index.organization_affiliation USING btree (practice, date_high, id);
CREATE INDEX organization_affiliation_date_low ON index.organization_affiliation USING btree (practice, date_low, id);
CREATE INDEX organization_affiliation_last_updated ON index.organization_affiliation USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX organization_affiliation_pkey ON index.organization_affiliation USING btree (practice, id);
CREATE INDEX organization_affiliation_primary_organization ON index.organization_affiliation USING btree (practice, primary_organization, id);
CREATE INDEX organization_affiliation_self ON index.organization_affiliation USING btree (practice, self);
CREATE INDEX organization_affiliation_tokens ON index.organization_affiliation USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX organization_last_updated ON index.organization USING btree (practice, last_updated, id);
CREATE INDEX organization_name_max ON index.organization USING btree (practice, name_max, id);
CREATE INDEX organization_name_min ON index.organization USING btree (practice, name_min, id);
CREATE INDEX organization_partof ON index.organization USING btree (practice, partof, id);
CREATE UNIQUE INDEX organization_pkey ON index.organization USING btree (practice, id);
CREATE INDEX organization_self ON index.organization USING btree (practice, self);
CREATE INDEX organization_tokens ON index.organization USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX parameters_last_updated ON index.parameters USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX parameters_pkey ON index.parameters USING btree (practice, id);
CREATE INDEX parameters_self ON index.parameters USING btree (practice, self);
CREATE INDEX parameters_tokens ON index.parameters USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX patient_birthdate_high ON index.patient USING btree (practice, birthdate_high, id);
CREATE INDEX patient_birthdate_low ON index.patient USING btree (practice, birthdate_low, id);
CREATE INDEX patient_family_max ON index.patient USING btree (practice, family_max, id);
CREATE INDEX patient_family_min ON index.patient USING btree (practice, family_min, id);
CREATE INDEX patient_last_updated ON index.patient USING btree (practice, last_updated, id);
CREATE INDEX patient_name_max ON index.patient USING btree (practice, name_max, id);
CREATE INDEX patient_name_min ON index.patient USING btree (practice, name_min, id);
CREATE UNIQUE INDEX patient_pkey ON index.patient USING btree (practice, id);
CREATE INDEX patient_self ON index.patient USING btree (practice, self);
CREATE INDEX patient_tokens ON index.patient USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX payment_notice_created_high ON index.payment_notice USING btree (practice, created_high, id);
CREATE INDEX payment_notice_created_low ON index.payment_notice USING btree (practice, created_low, id);
CREATE INDEX payment_notice_last_updated ON index.payment_notice USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX payment_notice_pkey ON index.payment_notice USING btree (practice, id);
CREATE INDEX payment_notice_self ON index.payment_notice USING btree (practice, self);
CREATE INDEX payment_notice_tokens ON index.payment_notice USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX payment_reconciliation_created_high ON index.payment_reconciliation USING btree (practice, created_high, id);
CREATE INDEX payment_reconciliation_created_low ON index.payment_reconciliation USING btree (practice, created_low, id);
CREATE INDEX payment_reconciliation_last_updated ON index.payment_reconciliation USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX payment_reconciliation_pkey ON index.payment_reconciliation USING btree (practice, id);
CREATE INDEX payment_reconciliation_self ON index.payment_reconciliation USING btree (practice, self);
CREATE INDEX payment_reconciliation_tokens ON index.payment_reconciliation USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX person_birthdate_high ON index.person USING btree (practice, birthdate_high, id);
CREATE INDEX person_birthdate_low ON index.person USING btree (practice, birthdate_low, id);
CREATE INDEX person_last_updated ON index.person USING btree (practice, last_updated, id);
CREATE INDEX person_name_max ON index.person USING btree (practice, name_max, id);
CREATE INDEX person_name_min ON index.person USING btree (practice, name_min, id);
CREATE UNIQUE INDEX person_pkey ON index.person USING btree (practice, id);
CREATE INDEX person_self ON index.person USING btree (practice, self);
CREATE INDEX person_tokens ON index.person USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX plan_definition_date_high ON index.plan_definition USING btree (practice, date_high, id);
CREATE INDEX plan_definition_date_low ON index.plan_definition USING btree (practice, date_low, id);
CREATE INDEX plan_definition_last_updated ON index.plan_definition USING btree (practice, last_updated, id);
CREATE INDEX plan_definition_name_max ON index.plan_definition USING btree (practice, name_max, id);
CREATE INDEX plan_definition_name_min ON index.plan_definition USING btree (practice, name_min, id);
CREATE UNIQUE INDEX plan_definition_pkey ON index.plan_definition USING btree (practice, id);
CREATE INDEX plan_definition_self ON index.plan_definition USING btree (practice, self);
CREATE INDEX plan_definition_tokens ON index.plan_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX practitioner_family_max ON index.practitioner USING btree (practice, family_max, id);
CREATE INDEX practitioner_family_min ON index.practitioner USING btree (practice, family_min, id);
CREATE INDEX practitioner_last_updated ON index.practitioner USING btree (practice, last_updated, id);
CREATE INDEX practitioner_name_max ON index.practitioner USING btree (practice, name_max, id);
CREATE INDEX practitioner_name_min ON index.practitioner USING btree (practice, name_min, id);
CREATE UNIQUE INDEX practitioner_pkey ON index.practitioner USING btree (practice, id);
CREATE INDEX practitioner_role_date_high ON index.practitioner_role USING btree (practice, date_high, id);
CREATE INDEX practitioner_role_date_low ON index.practitioner_role USING btree (practice, date_low, id);
CREATE INDEX practitioner_role_last_updated ON index.practitioner_role USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX practitioner_role_pkey ON index.practitioner_role USING btree (practice, id);
CREATE INDEX practitioner_role_practitioner ON index.practitioner_role USING btree (practice, practitioner, id);
CREATE INDEX practitioner_role_self ON index.practitioner_role USING btree (practice, self);
CREATE INDEX practitioner_role_tokens ON index.practitioner_role USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX practitioner_self ON index.practitioner USING btree (practice, self);
CREATE INDEX practitioner_tokens ON index.practitioner USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX procedure_date_high ON index.procedure USING btree (practice, date_high, id);
CREATE INDEX procedure_date_low ON index.procedure USING btree (practice, date_low, id);
CREATE INDEX procedure_last_updated ON index.procedure USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX procedure_pkey ON index.procedure USING btree (practice, id);
CREATE INDEX procedure_self ON index.procedure USING btree (practice, self);
CREATE INDEX procedure_subject ON index.procedure USING btree (practice, subject, id);
CREATE INDEX procedure_tokens ON index.procedure USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX provenance_last_updated ON index.provenance USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX provenance_pkey ON index.provenance USING btree (practice, id);
CREATE INDEX provenance_recorded_high ON index.provenance USING btree (practice, recorded_high, id);
CREATE INDEX provenance_recorded_low ON index.provenance USING btree (practice, recorded_low, id);
CREATE INDEX provenance_self ON index.provenance USING btree (practice, self);
CREATE INDEX provenance_tokens ON index.provenance USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX questionnaire_date_high ON index.questionnaire USING btree (practice, date_high, id);
CREATE INDEX questionnaire_date_low ON index.questionnaire USING btree (practice, date_low, id);
CREATE INDEX questionnaire_last_updated ON index.questionnaire USING btree (practice, last_updated, id);
CREATE INDEX questionnaire_name_max ON index.questionnaire USING btree (practice, name_max, id);
CREATE INDEX questionnaire_name_min ON index.questionnaire USING btree (practice, name_min, id);
CREATE UNIQUE INDEX questionnaire_pkey ON index.questionnaire USING btree (practice, id);
CREATE INDEX questionnaire_response_authored_high ON index.questionnaire_response USING btree (practice, authored_high, id);
CREATE INDEX questionnaire_response_authored_low ON index.questionnaire_response USING btree (practice, authored_low, id);
CREATE INDEX questionnaire_response_last_updated ON index.questionnaire_response USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX questionnaire_response_pkey ON index.questionnaire_response USING btree (practice, id);
CREATE INDEX questionnaire_response_self ON index.questionnaire_response USING btree (practice, self);
CREATE INDEX questionnaire_response_subject ON index.questionnaire_response USING btree (practice, subject, id);
CREATE INDEX questionnaire_response_tokens ON index.questionnaire_response USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX questionnaire_self ON index.questionnaire USING btree (practice, self);
CREATE INDEX questionnaire_tokens ON index.questionnaire USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX related_person_birthdate_high ON index.related_person USING btree (practice, birthdate_high, id);
CREATE INDEX related_person_birthdate_low ON index.related_person USING btree (practice, birthdate_low, id);
CREATE INDEX related_person_last_updated ON index.related_person USING btree (practice, last_updated, id);
CREATE INDEX related_person_name_max ON index.related_person USING btree (practice, name_max, id);
CREATE INDEX related_person_name_min ON index.related_person USING btree (practice, name_min, id);
CREATE INDEX related_person_patient ON index.related_person USING btree (practice, patient, id);
CREATE UNIQUE INDEX related_person_pkey ON index.related_person USING btree (practice, id);
CREATE INDEX related_person_self ON index.related_person USING btree (practice, self);
CREATE INDEX related_person_tokens ON index.related_person USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX request_group_authored_high ON index.request_group USING btree (practice, authored_high, id);
CREATE INDEX request_group_authored_low ON index.request_group USING btree (practice, authored_low, id);
CREATE INDEX request_group_last_updated ON index.request_group USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX request_group_pkey ON index.request_group USING btree (practice, id);
CREATE INDEX request_group_self ON index.request_group USING btree (practice, self);
CREATE INDEX request_group_subject ON index.request_group USING btree (practice, subject, id);
CREATE INDEX request_group_tokens ON index.request_group USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX research_definition_date_high ON index.research_definition USING btree (practice, date_high, id);
CREATE INDEX research_definition_date_low ON index.research_definition USING btree (practice, date_low, id);
CREATE INDEX research_definition_last_updated ON index.research_definition USING btree (practice, last_updated, id);
CREATE INDEX research_definition_name_max ON index.research_definition USING btree (practice, name_max, id);
CREATE INDEX research_definition_name_min ON index.research_definition USING btree (practice, name_min, id);
CREATE UNIQUE INDEX research_definition_pkey ON index.research_definition USING btree (practice, id);
CREATE INDEX research_definition_self ON index.research_definition USING btree (practice, self);
CREATE INDEX research_definition_tokens ON index.research_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX research_element_definition_date_high ON index.research_element_definition USING btree (practice, date_high, id);
CREATE INDEX research_element_definition_date_low ON index.research_element_definition USING btree (practice, date_low, id);
CREATE INDEX research_element_definition_last_updated ON index.research_element_definition USING btree (practice, last_updated, id);
CREATE INDEX research_element_definition_name_max ON index.research_element_definition USING btree (practice, name_max, id);
CREATE INDEX research_element_definition_name_min ON index.research_element_definition USING btree (practice, name_min, id);
CREATE UNIQUE INDEX research_element_definition_pkey ON index.research_element_definition USING btree (practice, id);
CREATE INDEX research_element_definition_self ON index.research_element_definition USING btree (practice, self);
CREATE INDEX research_element_definition_tokens ON index.research_element_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX research_study_date_high ON index.research_study USING btree (practice, date_high, id);
CREATE INDEX research_study_date_low ON index.research_study USING btree (practice, date_low, id);
CREATE INDEX research_study_last_updated ON index.research_study USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX research_study_pkey ON index.research_study USING btree (practice, id);
CREATE INDEX research_study_self ON index.research_study USING btree (practice, self);
CREATE INDEX research_study_title_max ON index.research_study USING btree (practice, title_max, id);
CREATE INDEX research_study_title_min ON index.research_study USING btree (practice, title_min, id);
CREATE INDEX research_study_tokens ON index.research_study USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX research_subject_date_high ON index.research_subject USING btree (practice, date_high, id);
CREATE INDEX research_subject_date_low ON index.research_subject USING btree (practice, date_low, id);
CREATE INDEX research_subject_individual ON index.research_subject USING btree (practice, individual, id);
CREATE INDEX research_subject_last_updated ON index.research_subject USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX research_subject_pkey ON index.research_subject USING btree (practice, id);
CREATE INDEX research_subject_self ON index.research_subject USING btree (practice, self);
CREATE INDEX research_subject_tokens ON index.research_subject USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX risk_assessment_date_high ON index.risk_assessment USING btree (practice, date_high, id);
CREATE INDEX risk_assessment_date_low ON index.risk_assessment USING btree (practice, date_low, id);
CREATE INDEX risk_assessment_last_updated ON index.risk_assessment USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX risk_assessment_pkey ON index.risk_assessment USING btree (practice, id);
CREATE INDEX risk_assessment_self ON index.risk_assessment USING btree (practice, self);
CREATE INDEX risk_assessment_subject ON index.risk_assessment USING btree (practice, subject, id);
CREATE INDEX risk_assessment_tokens ON index.risk_assessment USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX risk_evidence_synthesis_date_high ON index.risk_evidence_synthesis USING btree (practice, date_high, id);
CREATE INDEX risk_evidence_synthesis_date_low ON index.risk_evidence_synthesis USING btree (practice, date_low, id);
CREATE INDEX risk_evidence_synthesis_last_updated ON index.risk_evidence_synthesis USING btree (practice, last_updated, id);
CREATE INDEX risk_evidence_synthesis_name_max ON index.risk_evidence_synthesis USING btree (practice, name_max, id);
CREATE INDEX risk_evidence_synthesis_name_min ON index.risk_evidence_synthesis USING btree (practice, name_min, id);
CREATE UNIQUE INDEX risk_evidence_synthesis_pkey ON index.risk_evidence_synthesis USING btree (practice, id);
CREATE INDEX risk_evidence_synthesis_self ON index.risk_evidence_synthesis USING btree (practice, self);
CREATE INDEX risk_evidence_synthesis_tokens ON index.risk_evidence_synthesis USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX schedule_date_high ON index.schedule USING btree (practice, date_high, id);
CREATE INDEX schedule_date_low ON index.schedule USING btree (practice, date_low, id);
CREATE INDEX schedule_last_updated ON index.schedule USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX schedule_pkey ON index.schedule USING btree (practice, id);
CREATE INDEX schedule_self ON index.schedule USING btree (practice, self);
CREATE INDEX schedule_tokens ON index.schedule USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX search_parameter_date_high ON index.search_parameter USING btree (practice, date_high, id);
CREATE INDEX search_parameter_date_low ON index.search_parameter USING btree (practice, date_low, id);
CREATE INDEX search_parameter_last_updated ON index.search_parameter USING btree (practice, last_updated, id);
CREATE INDEX search_parameter_name_max ON index.search_parameter USING btree (practice, name_max, id);
CREATE INDEX search_parameter_name_min ON index.search_parameter USING btree (practice, name_min, id);
CREATE UNIQUE INDEX search_parameter_pkey ON index.search_parameter USING btree (practice, id);
CREATE INDEX search_parameter_self ON index.search_parameter USING btree (practice, self);
CREATE INDEX search_parameter_tokens ON index.search_parameter USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX service_request_authored_high ON index.service_request USING btree (practice, authored_high, id);
CREATE INDEX service_request_authored_low ON index.service_request USING btree (practice, authored_low, id);
CREATE INDEX service_request_last_updated ON index.service_request USING btree (practice, last_updated, id);
CREATE INDEX service_request_occurrence_high ON index.service_request USING btree (practice, occurrence_high, id);
CREATE INDEX service_request_occurrence_low ON index.service_request USING btree (practice, occurrence_low, id);
CREATE UNIQUE INDEX service_request_pkey ON index.service_request USING btree (practice, id);
CREATE INDEX service_request_self ON index.service_request USING btree (practice, self);
CREATE INDEX service_request_subject ON index.service_request USING btree (practice, subject, id);
CREATE INDEX service_request_tokens ON index.service_request USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX slot_last_updated ON index.slot USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX slot_pkey ON index.slot USING btree (practice, id);
CREATE INDEX slot_schedule ON index.slot USING btree (practice, schedule, id);
CREATE INDEX slot_self ON index.slot USING btree (practice, self);
CREATE INDEX slot_start_high ON index.slot USING btree (practice, start_high, id);
CREATE INDEX slot_start_low ON index.slot USING btree (practice, start_low, id);
CREATE INDEX slot_tokens ON index.slot USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX specimen_collected_high ON index.specimen USING btree (practice, collected_high, id);
CREATE INDEX specimen_collected_low ON index.specimen USING btree (practice, collected_low, id);
CREATE INDEX specimen_definition_last_updated ON index.specimen_definition USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX specimen_definition_pkey ON index.specimen_definition USING btree (practice, id);
CREATE INDEX specimen_definition_self ON index.specimen_definition USING btree (practice, self);
CREATE INDEX specimen_definition_tokens ON index.specimen_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX specimen_last_updated ON index.specimen USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX specimen_pkey ON index.specimen USING btree (practice, id);
CREATE INDEX specimen_self ON index.specimen USING btree (practice, self);
CREATE INDEX specimen_subject ON index.specimen USING btree (practice, subject, id);
CREATE INDEX specimen_tokens ON index.specimen USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX structure_definition_date_high ON index.structure_definition USING btree (practice, date_high, id);
CREATE INDEX structure_definition_date_low ON index.structure_definition USING btree (practice, date_low, id);
CREATE INDEX structure_definition_last_updated ON index.structure_definition USING btree (practice, last_updated, id);
CREATE INDEX structure_definition_name_max ON index.structure_definition USING btree (practice, name_max, id);
CREATE INDEX structure_definition_name_min ON index.structure_definition USING btree (practice, name_min, id);
CREATE UNIQUE INDEX structure_definition_pkey ON index.structure_definition USING btree (practice, id);
CREATE INDEX structure_definition_self ON index.structure_definition USING btree (practice, self);
CREATE INDEX structure_definition_tokens ON index.structure_definition USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX structure_map_date_high ON index.structure_map USING btree (practice, date_high, id);
CREATE INDEX structure_map_date_low ON index.structure_map USING btree (practice, date_low, id);
CREATE INDEX structure_map_last_updated ON index.structure_map USING btree (practice, last_updated, id);
CREATE INDEX structure_map_name_max ON index.structure_map USING btree (practice, name_max, id);
CREATE INDEX structure_map_name_min ON index.structure_map USING btree (practice, name_min, id);
CREATE UNIQUE INDEX structure_map_pkey ON index.structure_map USING btree (practice, id);
CREATE INDEX structure_map_self ON index.structure_map USING btree (practice, self);
CREATE INDEX structure_map_tokens ON index.structure_map USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX subscription_last_updated ON index.subscription USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX subscription_pkey ON index.subscription USING btree (practice, id);
CREATE INDEX subscription_self ON index.subscription USING btree (practice, self);
CREATE INDEX subscription_tokens ON index.subscription USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX substance_last_updated ON index.substance USING btree (practice, last_updated, id);
CREATE INDEX substance_nucleic_acid_last_updated ON index.substance_nucleic_acid USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX substance_nucleic_acid_pkey ON index.substance_nucleic_acid USING btree (practice, id);
CREATE INDEX substance_nucleic_acid_self ON index.substance_nucleic_acid USING btree (practice, self);
CREATE INDEX substance_nucleic_acid_tokens ON index.substance_nucleic_acid USING gin (tokens) WITH (fastupdate=off);
CREATE UNIQUE INDEX substance_pkey ON index.substance USING btree (practice, id);
CREATE INDEX substance_polymer_last_updated ON index.substance_polymer USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX substance_polymer_pkey ON index.substance_polymer USING btree (practice, id);
CREATE INDEX substance_polymer_self ON index.substance_polymer USING btree (practice, self);
CREATE INDEX substance_polymer_tokens ON index.substance_polymer USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX substance_protein_last_updated ON index.substance_protein USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX substance_protein_pkey ON index.substance_protein USING btree (practice, id);
CREATE INDEX substance_protein_self ON index.substance_protein USING btree (practice, self);
CREATE INDEX substance_protein_tokens ON index.substance_protein USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX substance_reference_information_last_updated ON index.substance_reference_information USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX substance_reference_information_pkey ON index.substance_reference_information USING btree (practice, id);
CREATE INDEX substance_reference_information_self ON index.substance_reference_information USING btree (practice, self);
CREATE INDEX substance_reference_information_tokens ON index.substance_reference_information USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX substance_self ON index.substance USING btree (practice, self);
CREATE INDEX substance_source_material_last_updated ON index.substance_source_material USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX substance_source_material_pkey ON index.substance_source_material USING btree (practice, id);
CREATE INDEX substance_source_material_self ON index.substance_source_material USING btree (practice, self);
CREATE INDEX substance_source_material_tokens ON index.substance_source_material USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX substance_specification_last_updated ON index.substance_specification USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX substance_specification_pkey ON index.substance_specification USING btree (practice, id);
CREATE INDEX substance_specification_self ON index.substance_specification USING btree (practice, self);
CREATE INDEX substance_specification_tokens ON index.substance_specification USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX substance_tokens ON index.substance USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX supply_delivery_last_updated ON index.supply_delivery USING btree (practice, last_updated, id);
CREATE INDEX supply_delivery_patient ON index.supply_delivery USING btree (practice, patient, id);
CREATE UNIQUE INDEX supply_delivery_pkey ON index.supply_delivery USING btree (practice, id);
CREATE INDEX supply_delivery_self ON index.supply_delivery USING btree (practice, self);
CREATE INDEX supply_delivery_tokens ON index.supply_delivery USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX supply_request_date_high ON index.supply_request USING btree (practice, date_high, id);
CREATE INDEX supply_request_date_low ON index.supply_request USING btree (practice, date_low, id);
CREATE INDEX supply_request_last_updated ON index.supply_request USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX supply_request_pkey ON index.supply_request USING btree (practice, id);
CREATE INDEX supply_request_self ON index.supply_request USING btree (practice, self);
CREATE INDEX supply_request_subject ON index.supply_request USING btree (practice, subject, id);
CREATE INDEX supply_request_tokens ON index.supply_request USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX task_authored_on_high ON index.task USING btree (practice, authored_on_high, id);
CREATE INDEX task_authored_on_low ON index.task USING btree (practice, authored_on_low, id);
CREATE INDEX task_last_updated ON index.task USING btree (practice, last_updated, id);
CREATE INDEX task_modified_high ON index.task USING btree (practice, modified_high, id);
CREATE INDEX task_modified_low ON index.task USING btree (practice, modified_low, id);
CREATE INDEX task_owner ON index.task USING btree (practice, owner, id);
CREATE UNIQUE INDEX task_pkey ON index.task USING btree (practice, id);
CREATE INDEX task_self ON index.task USING btree (practice, self);
CREATE INDEX task_tokens ON index.task USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX terminology_capabilities_date_high ON index.terminology_capabilities USING btree (practice, date_high, id);
CREATE INDEX terminology_capabilities_date_low ON index.terminology_capabilities USING btree (practice, date_low, id);
CREATE INDEX terminology_capabilities_last_updated ON index.terminology_capabilities USING btree (practice, last_updated, id);
CREATE INDEX terminology_capabilities_name_max ON index.terminology_capabilities USING btree (practice, name_max, id);
CREATE INDEX terminology_capabilities_name_min ON index.terminology_capabilities USING btree (practice, name_min, id);
CREATE UNIQUE INDEX terminology_capabilities_pkey ON index.terminology_capabilities USING btree (practice, id);
CREATE INDEX terminology_capabilities_self ON index.terminology_capabilities USING btree (practice, self);
CREATE INDEX terminology_capabilities_tokens ON index.terminology_capabilities USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX test_report_issued_high ON index.test_report USING btree (practice, issued_high, id);
CREATE INDEX test_report_issued_low ON index.test_report USING btree (practice, issued_low, id);
CREATE INDEX test_report_last_updated ON index.test_report USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX test_report_pkey ON index.test_report USING btree (practice, id);
CREATE INDEX test_report_self ON index.test_report USING btree (practice, self);
CREATE INDEX test_report_tokens ON index.test_report USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX test_script_date_high ON index.test_script USING btree (practice, date_high, id);
CREATE INDEX test_script_date_low ON index.test_script USING btree (practice, date_low, id);
CREATE INDEX test_script_last_updated ON index.test_script USING btree (practice, last_updated, id);
CREATE INDEX test_script_name_max ON index.test_script USING btree (practice, name_max, id);
CREATE INDEX test_script_name_min ON index.test_script USING btree (practice, name_min, id);
CREATE UNIQUE INDEX test_script_pkey ON index.test_script USING btree (practice, id);
CREATE INDEX test_script_self ON index.test_script USING btree (practice, self);
CREATE INDEX test_script_tokens ON index.test_script USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX value_set_date_high ON index.value_set USING btree (practice, date_high, id);
CREATE INDEX value_set_date_low ON index.value_set USING btree (practice, date_low, id);
CREATE INDEX value_set_last_updated ON index.value_set USING btree (practice, last_updated, id);
CREATE INDEX value_set_name_max ON index.value_set USING btree (practice, name_max, id);
CREATE INDEX value_set_name_min ON index.value_set USING btree (practice, name_min, id);
CREATE UNIQUE INDEX value_set_pkey ON index.value_set USING btree (practice, id);
CREATE INDEX value_set_self ON index.value_set USING btree (practice, self);
CREATE INDEX value_set_tokens ON index.value_set USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX verification_result_last_updated ON index.verification_result USING btree (practice, last_updated, id);
CREATE UNIQUE INDEX verification_result_pkey ON index.verification_result USING btree (practice, id);
CREATE INDEX verification_result_self ON index.verification_result USING btree (practice, self);
CREATE INDEX verification_result_tokens ON index.verification_result USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX vision_prescription_datewritten_high ON index.vision_prescription USING btree (practice, datewritten_high, id);
CREATE INDEX vision_prescription_datewritten_low ON index.vision_prescription USING btree (practice, datewritten_low, id);
CREATE INDEX vision_prescription_last_updated ON index.vision_prescription USING btree (practice, last_updated, id);
CREATE INDEX vision_prescription_patient ON index.vision_prescription USING btree (practice, patient, id);
CREATE UNIQUE INDEX vision_prescription_pkey ON index.vision_prescription USING btree (practice, id);
CREATE INDEX vision_prescription_self ON index.vision_prescription USING btree (practice, self);
CREATE INDEX vision_prescription_tokens ON index.vision_prescription USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX canonical_package ON public.canonical USING btree (practice, package) WHERE (package IS NOT NULL);
CREATE UNIQUE INDEX canonical_pkey ON public.canonical USING btree (practice, type, id);
CREATE INDEX claim_practice_kind_key_period_excl ON public.claim USING gist (practice, kind, key, period);
CREATE UNIQUE INDEX client_pkey ON public.client USING btree (practice, name);
CREATE UNIQUE INDEX client_token_hash_key ON public.client USING btree (token_hash);
CREATE UNIQUE INDEX code_system_pkey ON public.code_system USING btree (practice, code_system);
CREATE INDEX code_system_url ON public.code_system USING btree (practice, url);
CREATE UNIQUE INDEX concept_ancestor_pkey ON public.concept_ancestor USING btree (practice, code_system, ancestor, descendant);
CREATE INDEX concept_inactive ON public.concept USING btree (practice, code_system, concept) WHERE (NOT active);
CREATE UNIQUE INDEX concept_key ON public.concept USING btree (practice, code_system, key);
CREATE UNIQUE INDEX concept_pkey ON public.concept USING btree (practice, code_system, concept);
CREATE UNIQUE INDEX concept_property_pkey ON public.concept_property USING btree (practice, code_system, property, value, concept);
CREATE INDEX concept_search ON public.concept USING gin (practice, code_system, search gin_trgm_ops);
CREATE UNIQUE INDEX migration_pkey ON public.migration USING btree (number);
CREATE UNIQUE INDEX package_pkey ON public.package USING btree (practice, name, version);
CREATE UNIQUE INDEX practice_pkey ON public.practice USING btree (practice);
CREATE INDEX resource_version_log ON public.resource_version USING btree (practice, era, txid, seq);
CREATE UNIQUE INDEX resource_version_pkey ON public.resource_version USING btree (practice, type, id, version);
CREATE INDEX resource_version_system_history ON public.resource_version USING btree (practice, last_updated, seq);
CREATE INDEX resource_version_type_history ON public.resource_version USING btree (practice, type, last_updated, seq);
CREATE INDEX stored_query_expires ON public.stored_query USING btree (practice, expires);
CREATE UNIQUE INDEX stored_query_pkey ON public.stored_query USING btree (practice, id);
CREATE INDEX value_number ON public.value USING btree (practice, type, parameter, key, low, high) WHERE (low IS NOT NULL);
CREATE INDEX value_prefix ON public.value USING btree (practice, type, parameter, text) WHERE (text IS NOT NULL);
CREATE INDEX value_resource ON public.value USING btree (practice, type, id);
CREATE INDEX value_text ON public.value USING gin (practice, parameter, text gin_trgm_ops) WHERE (text IS NOT NULL);
