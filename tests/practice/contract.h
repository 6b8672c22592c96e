/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* data/contract/openapi.json held against what was really answered: the operation must be listed, the status
 * and its content type foreseen, the headers there, and the body valid by its schema. */
#pragma once

#include "base/http.h"
#include "base/json.h"

G_BEGIN_DECLS

typedef struct _Contract Contract;

Contract *contract_new (void);
void contract_free (Contract *contract);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Contract, contract_free)

/* Fails the test where @answer is none that the contract knows. @path without query. */
void contract_check (Contract *contract, const char *method, const char *path, const YnHttpAnswer *answer);

/* "getMe" … that no answer was checked against yet; NULL-terminated, new. */
char **contract_never_asked (Contract *contract);

G_END_DECLS
