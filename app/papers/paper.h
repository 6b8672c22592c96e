/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A paper (文书) is a PDF that carries inside exactly the answers that it prints, and no others. What it carries is its
 * *body*, one JSON object, attached to the PDF as "answers.json"; printing is a function of service and body alone.
 *
 * { "yinuo": 1, "part": "main" | "annex",
 *   "service": {"id","version","sha256"}, "kind": "commitment", "matter": uuid,
 *   "platform": {"id": uuid, "name": "…", "practice": true},
 *   "enterprise": {"name","uscc"}, "authority": {"name","uscc"} | null,
 *   "day": "2026-11-23" (civil), "number": "…" (a draft number before acceptance) | null,
 *   "about": {"relation": "replaces"|"supplements"|"withdraws"|"objects-to", "id": sha256} | null,
 *   "answers": { … }        the visible ones; on the main paper private values stand masked
 *   "attachments": [{"id","name","sha256","size","type","pages"?}],
 *   "annex": sha256 of the private annex | null,
 *   "clauses": [{"id","version"}] }
 *
 * Papers are A4, tagged, set in WenQuanYi Micro Hei, Chinese; every page has its number, the paper's title, and for a
 * practice platform 演练·无效力 (invariant 6). Nothing in a printed paper depends on the moment or the machine: the
 * same body gives the same bytes. */
#pragma once

#include "base/json.h"
#include "forms/service.h"
#include "papers/pdf.h"

G_BEGIN_DECLS

#define YN_PAPER_ANSWERS "answers.json"

/* Main body and annex body (NULL where no private field has an answer) from a form's answers. The annex body names
 * the matter and holds the private answers in full; the main body gets "annex": its SHA-256 after printing: so
 * compose, print the annex, then yn_paper_with_annex(). @context: {"matter","platform","enterprise","authority",
 * "day","number","about"} as above. @attachments: [{…}] or NULL. */
YnJson *yn_paper_compose (const YnService *service, const YnJson *visible_answers, const YnJson *context,
                          const YnJson *attachments, YnJson **annex_body);
YnJson *yn_paper_with_annex (const YnJson *body, const char *annex_sha256);

/* Hop 2. Errors: YN_ERROR_BAD_SERVICE, YN_ERROR_NOT_FOUND (the font). */
GBytes *yn_paper_print (const YnService *service, const YnJson *body, GError **error);

/* What stands in the main paper for a private answer, its text masked or "***". New. */
char *yn_paper_masked (const YnJson *value);

/* The body that @pdf carries. YN_ERROR_NOT_A_PAPER; YN_ERROR_BAD_PDF, YN_ERROR_ENCRYPTED_PDF. */
YnJson *yn_paper_body (GBytes *pdf, GError **error);
YnJson *yn_paper_body_in (YnPdf *pdf, GError **error); /* of one that is open already */

/* The service that a body names by id, version and SHA-256. YN_ERROR_OTHER_VERSION; else as yn_service_find(). */
YnService *yn_paper_service_of (const YnJson *body, GError **error);

/* Invariant 9: prints the body of @pdf again and compares text and order of every page as it stood before the first
 * signature, that nothing else is attached, and that later revisions show nothing but marks of signatures. The service
 * must be the one the body names (id, version, SHA-256). What other programs write beside pages and answers and nobody
 * sees, such as an empty place for a signature, is no difference. YN_ERROR_PAPER_DIFFERS with the page;
 * YN_ERROR_MARK_LEFT_OVER: an empty place shows the mark of a signature; YN_ERROR_PAGES_CRASHED. */
gboolean yn_paper_compare (GBytes *pdf, const YnService *service, GCancellable *cancellable, GError **error);
/* Either of the first two: it was compared, and is not what its answers print. */
gboolean yn_paper_differs (const GError *error);

G_END_DECLS
