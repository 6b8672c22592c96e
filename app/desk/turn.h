/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Whose turn it is to sign a paper, and what the revision says that is prepared for it: alike for one paper
 * and for many. */
#pragma once

#include "desk/private.h"
#include "forms/signers.h"
#include "signing/sign.h"

G_BEGIN_DECLS

/* The service's signers sign in its order (person first, seal last), one field each. NULL without error:
 * nobody's turn. New. */
YnSigner *yn_turn_signer (YnService *form, GBytes *paper, GError **error);
/* The same where the paper's body and the names of its signed fields (a NULL-terminated list) are at hand. */
YnSigner *yn_turn_signer_behind (YnService *form, const YnJson *body, const char *const *fields);

/* Who may sign now, of YnSigner in the service's order: those of the place whose turn it is, in any order, and whoever
 * need not sign but may, before somebody of a later place has. May be empty. */
GPtrArray *yn_turn_open (YnService *form, const YnJson *body, const char *const *fields);
/* Whether @open holds @signer. */
gboolean yn_turn_holds (GPtrArray *open, const YnSigner *signer);

/* Whether a field of @fields is @signer's. */
gboolean yn_turn_has_signed (const YnSigner *signer, const char *const *fields);

/* The names of the paper's signed fields, in order. New. */
char **yn_turn_fields (GBytes *paper, GError **error);

/* What the page is to say of the key: @wanted; NULL, where none is chosen yet: the first that the service and
 * the platform take. Borrows from @wanted. YN_ERROR_CLASS_NOT_TAKEN: the service takes no such signature of
 * @signer; YN_ERROR_PRACTICE_MIXED: nobody signs with such a key here. */
gboolean yn_turn_kind (const YnSigner *signer, gboolean practice, const YnKeyKind *wanted, YnKeyKind *kind,
                       GError **error);

/* What the revision says that is prepared for @signer and a key of @kind; borrows from both. */
void yn_turn_options (const YnSigner *signer, gboolean practice, const YnKeyKind *kind, gint64 instant,
                      YnSignOptions *options);

/* Whether a page that was @shown says the truth of @key: YN_ERROR_NOT_WHAT_WAS_SHOWN. */
gboolean yn_turn_shown_for (const YnKeyKind *shown, YnKey *key, GError **error);

/* Whether @key may sign as @signer now: valid, for signing, naming the signer's enterprise and, for a person,
 * the person (signing/match.h). A certificate that names nobody passes: it is shown, and compared by the
 * person. */
gboolean yn_turn_key_fits (const YnSigner *signer, YnKey *key, gint64 now, GError **error);

G_END_DECLS
