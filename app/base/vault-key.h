/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Between the files of the vault. */
#pragma once

#include "base/vault.h"

G_BEGIN_DECLS

YnSecret *yn_vault_key (YnVault *vault); /* borrowed: what every other key is derived from */

G_END_DECLS
