/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The inside of an authority, for the files that make certificates and those that answer about them. */
#pragma once

#include "signing/crypto.h"

G_BEGIN_DECLS

struct _YnAuthority
{
  EVP_PKEY *key;
  X509 *root;
  char *address; /* or NULL */
};

struct _YnTimekeeper
{
  EVP_PKEY *key;
  X509 *leaf;
};

G_END_DECLS
