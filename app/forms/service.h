/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A service (办理事项) is a data file: form, words in two languages, clauses, attachments, signers, publicity,
 * validity. A new service is a new file and no code. The shape is described by data/contract/service.schema.json;
 * here it is in short. Every {zh, en} may lack en only in "schema" (English goes to words.en by i18n key).
 *
 * { "id": "F04", "version": "1", "kind": "commitment",
 *     kind: commitment | application (report request) | repair | withdrawal | and the platform's own papers: receipt |
 *     refusal | acceptance | supplement-notice | decision | report     (data/services/ holds what a person can file,
 *     data/papers/ what the platform writes; both are printed, signed and verified alike)
 *   "verified": false, "unverified": ["zh: what is not verified", …],
 *   "title": {zh,en}, "summary": {zh,en}, "trade": "catering", "purpose": ["licence"|"tender"|"report"|"repair"|…],
 *   "authorities": ["market-supervision", …]      ids in data/authorities.json {id: {zh,en,uscc,district,contact,verified}}
 *   "commitmentType": "6" (domain §1.1), "reason": {zh,en} 承诺事由,
 *   "legalBasis": [{zh,en?,verified}], "minutes": 8, "atHand": [{zh,en,where?: {zh,en}}],
 *       where: on which paper, and where on it
 *   "promise": { "you": [≤3 {zh,en}], "until": {zh,en}, "seenBy": {zh,en}, "ifNotKept": {zh,en}, "takeBack": {zh,en} }
 *   "schema": { JSON Schema 2020-12; titles in Chinese; "$ref": "urn:yinuo:common#/$defs/enterprise" … },
 *   "uischema": { JSON Forms UI schema: VerticalLayout, HorizontalLayout, Group (label, i18n), Control (scope, i18n,
 *                 options {multi, format}), Label; rule SHOW/HIDE/ENABLE/DISABLE with a schema condition },
 *   "words": { "en": { "<i18n key>.label" | "….description" | "<i18n key>.<enum value>": "…" } },
 *       and in "en" and "zh" words for what is wrong, as JSON Forms has them: "<i18n key>.error.custom" (whatever it is),
 *       "<i18n key>.error.<keyword>", "error.<keyword>" (anywhere): "shop.name.error.pattern"
 *       i18n key of a control without one: its scope's property path joined by dots ("shop.name"); of common
 *       definitions: words of data/services/common.json are merged under the service's own
 *   "compare": [{at,rule,to,say?}] (forms/compare.h), "compute": [{at,…}] (forms/compute.h)
 *   "moved": {"/old": "/new"}      where the answers of an earlier version went
 *   "notice": {"basis": [{zh,en}], "conditions", "materials", "supervision", "consequences"}    行政机关告知: types 1 and 3
 *   "lacking": "/lacking"          type 2: the table of materials still to come, each entry with "material" and "by" (a day)
 *   "lackingConsequence": {zh,en}  what follows when one does not come
 *   "complaint": {zh,en,number}    whom to tell when the promise is not kept; else 12345
 *   "clauses": [ {"id": "C1"} (a common clause of data/services/clauses.json {id: {version, zh, en} or
 *                {version, "byPublicity": {"1": {zh,en}, …}}}),
 *                {"id": "F04-1", "version": "1", "zh": "…{/shop/name}…", "en": "…", "when": "/has/seafood"} ],
 *   "liability": [{zh,en}],
 *   "publicity": {"type": 1|2|3, "until": "/tender/openingTime", "then": 1},   until/then optional
 *   "validity": {"mode": "months", "value": 12} | {"mode": "event", "zh", "en"} | {"mode": "fixed", "value": day},
 *   "attachments": [{"id","title":{},"help":{},"required":true,"accept":["application/pdf","image/jpeg","image/png"],
 *                    "maxBytes":10485760,"maxCount":1}],
 *   "signers": [{"role":"legal-representative"|"agent"|"consortium-member"|"enterprise-seal","required":true,
 *                "accept":["practice","software","token","scan"],
 *                "each":"/consortium/members"}],       in order; empty: the account is enough (forms/signers.h)
 *       scan: the letter signed and sealed by hand, attached as "signed-scan"
 *   "private": ["/enterprise/legalRepresentative/documentNumber", …],   pointers; * stands for any index
 *   "intro", "closing": {zh,en}    texts before and after the fields, for kinds without clauses }
 *
 * Texts may hold {/pointer}: the answer there, as a person reads it (enum titles, dates in full). */
#pragma once

#include "base/json.h"
#include "base/language.h"
#include "forms/schema.h"

G_BEGIN_DECLS

typedef struct _YnService YnService;

/* Reads, checks against the meta-schema, compiles. YN_ERROR_BAD_SERVICE: "line 3, column 9: /title/en: required: …";
 * YN_ERROR_FORM_TOO_LARGE. */
YnService *yn_service_new (GBytes *file, GError **error);

/* All that is wrong with the shape of a service file, by the meta-schema; pointers into the file. Empty: nothing. */
GPtrArray *yn_service_check_file (const YnJson *file);

/* A form without a service: a JSON Schema, and a UI schema for it or NULL. For looking at any form and checking its
 * answers; it has no title, clauses or signers. */
YnService *yn_service_new_form (const YnJson *schema, const YnJson *uischema, GError **error);

/* From data/services and data/papers, then from the folders added. YN_ERROR_NOT_FOUND, YN_ERROR_BAD_SERVICE. Compiled
 * once for each process; thread-safe. */
YnService *yn_service_find (const char *id, GError **error);

/* A department's own files, ID.json each, looked at again whenever they are asked for. No file of a folder takes the
 * place of a service that the program carries: what is tried needs an id of its own. */
void yn_services_add_folder (const char *folder);

/* Whether it was found in such a folder: somebody's own, for trying out, and only a practice platform takes it. */
gboolean yn_service_is_own (const YnService *service);

/* As a paper names it: the service of that id and this SHA-256, be it today's or an earlier one that was kept.
 * YN_ERROR_OTHER_VERSION: the id is known, that version is not at hand; else as yn_service_find(). */
YnService *yn_service_find_as (const char *id, const char *sha256, GError **error);

/* A paper is about to be made with it. Its file or the common texts may be others tomorrow, by an officer's hand or a
 * new version of the program: this version is kept whole in the folder "earlier" beside the services that were added,
 * under its SHA-256.
 *
 * The program itself carries the files of today alone: all in data/services are of their first version, so there is no
 * earlier one that papers of other machines could have been made with. Whoever raises a version lets the program carry
 * the one before it, too, or such papers cannot be told. */
gboolean yn_service_keep (const YnService *service, GError **error);

/* What a person can file, sorted by id; faulty files are left out (forms/faulty.h). A GPtrArray of YnService
 * references. */
GPtrArray *yn_services_all (void);

YnService *yn_service_ref (YnService *service);
void yn_service_unref (YnService *service);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnService, yn_service_unref)

const char *yn_service_id (const YnService *service);
const char *yn_service_version (const YnService *service);
const char *yn_service_sha256 (const YnService *service); /* of all that its papers are printed with */
const char *yn_service_kind (const YnService *service);
const char *yn_service_title (const YnService *service, YnLanguage language);
const YnJson *yn_service_json (const YnService *service); /* the whole file */
const YnJson *yn_service_uischema (const YnService *service); /* where the file has none, the one made from the schema */
YnSchema *yn_service_schema (const YnService *service); /* borrowed */

/* The word of the file (then of the common file) for an i18n key, in English; NULL where there is none. */
const char *yn_service_word (const YnService *service, const char *key);

/* The i18n key of a place: "shop.name" for "/shop/name"; indices do not count. New. */
char *yn_service_key (const char *pointer);

/* The clauses that apply to these answers, common ones resolved (by publicity type), blanks filled (amounts in Chinese
 * with their capitals behind them): [{"id","version","text"}]. */
YnJson *yn_service_clauses (const YnService *service, const YnJson *answers, YnLanguage language);

/* The words of an entry of the file's clauses, blanks as they stand: {"zh", "en"} of its own, or of the common clause
 * (by publicity type). NULL: a common clause that is none. */
const YnJson *yn_service_clause_words (const YnService *service, const YnJson *clause);

/* The type of the commitment in words; NULL: it has none of the list. */
const char *yn_service_commitment_type (const YnService *service, YnLanguage language);

/* The five lines above the sign button, blanks filled: {"you": [≤3], "until", "seenBy", "ifNotKept", "takeBack"}. */
YnJson *yn_service_promise (const YnService *service, const YnJson *answers, YnLanguage language);

/* A {zh,en} text of the file with its blanks filled. New. */
char *yn_service_fill (const YnService *service, const YnJson *text, const YnJson *answers, YnLanguage language);

/* How an answer reads: enum titles, dates in full, money, yes/no, lists joined. New, "" for nothing. */
char *yn_service_answer_text (const YnService *service, const char *pointer, const YnJson *value, YnLanguage language);

/* "2026年11月23日", "23 November 2026"; what is no day comes back as it is. New. */
char *yn_service_day_text (const char *day, YnLanguage language);

/* "人民币…元整" for an amount of money; NULL for all else. New. */
char *yn_service_capital (const YnService *service, const char *pointer, const YnJson *value);

/* Label and help of the field at @pointer (array indices allowed). New; "" where there is none. */
char *yn_service_label (const YnService *service, const char *pointer, YnLanguage language);
char *yn_service_help (const YnService *service, const char *pointer, YnLanguage language);

/* What the file lacks to be filed as its type of commitment (不完整): "notice-missing", "lacking-missing", with a pointer
 * into the file. New; NULL: nothing. Such a service can be looked at and printed to read, not filed. */
YnProblem *yn_service_incomplete (const YnService *service);
gboolean yn_service_fileable (const YnService *service, GError **error); /* YN_ERROR_SERVICE_INCOMPLETE */

int yn_service_publicity (const YnService *service);
gboolean yn_service_is_private (const YnService *service, const char *pointer);

/* Last day of validity for a commitment made on @day, or NULL (by event, for good). */
char *yn_service_valid_until (const YnService *service, const char *day);

/* All that is wrong with these answers and attachments: the schema, the fields' own rules, what is required among
 * @attachments ([{"id","name","type","size",…}], may be NULL). A problem of an attachment has the pointer
 * "/attachments/<slot id>". Titles in the problems are in @language. */
GPtrArray *yn_service_check (const YnService *service, const YnJson *answers, const YnJson *attachments,
                             const char *today, YnLanguage language);

G_END_DECLS
