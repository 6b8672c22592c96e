/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/authority.h"

#include "base/error.h"

#include <string.h>

#define ROOT_NAME "演练平台 证书机构"
#define TIMEKEEPER_NAME "演练平台 时间戳机构"

static YnAuthority *
open_root (YnLedger *ledger, gint64 now, GError **error)
{
  const YnAuthorityOptions options = { .name = ROOT_NAME, .practice = TRUE, .now = now };
  g_autoptr (GError) local = NULL;
  g_autoptr (YnSecret) exported = yn_ledger_secret (ledger, "root", &local);
  YnAuthority *root;

  if (exported != NULL)
    return yn_authority_import (exported, error);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  root = yn_authority_make (&options, error);
  if (root == NULL)
    return NULL;
  exported = yn_authority_export (root);
  if (!yn_ledger_set_secret (ledger, "root", exported, error))
    g_clear_pointer (&root, yn_authority_free);
  return root;
}

static YnKey *
open_seal (YnLedger *ledger, YnAuthority *root, gint64 now, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YnSecret) exported = yn_ledger_secret (ledger, "seal", &local);
  YnKey *seal;

  if (exported != NULL)
    return yn_authority_import_seal (exported, error);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  seal = yn_authority_make_seal (root, YN_PRACTICE_NAME, YN_PRACTICE_USCC, now, &exported, error);
  if (seal != NULL && !yn_ledger_set_secret (ledger, "seal", exported, error))
    g_clear_pointer (&seal, yn_key_unref);
  return seal;
}

static YnTimekeeper *
open_timekeeper (YnLedger *ledger, YnAuthority *root, gint64 now, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YnSecret) exported = yn_ledger_secret (ledger, "timekeeper", &local);
  YnTimekeeper *timekeeper;

  if (exported != NULL)
    return yn_timekeeper_import (exported, error);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  timekeeper = yn_authority_make_timekeeper (root, TIMEKEEPER_NAME, now, &exported, error);
  if (timekeeper != NULL && !yn_ledger_set_secret (ledger, "timekeeper", exported, error))
    g_clear_pointer (&timekeeper, yn_timekeeper_free);
  return timekeeper;
}

/* The first certificate of a chain in PEM. */
static GBytes *
first_of_chain (GBytes *chain)
{
  gsize length;
  const char *text = g_bytes_get_data (chain, &length);
  const char *end = g_strstr_len (text, length, "-----END CERTIFICATE-----\n");

  return end != NULL ? g_bytes_new_from_bytes (chain, 0, end - text + strlen ("-----END CERTIFICATE-----\n"))
                     : g_bytes_ref (chain);
}

YnPracticeAuthority *
yn_practice_authority_open (YnLedger *ledger, const char *address, gint64 now, GError **error)
{
  g_autoptr (YnPracticeAuthority) authority = g_new0 (YnPracticeAuthority, 1);
  g_autoptr (GBytes) chain = NULL;

  authority->root = open_root (ledger, now, error);
  if (authority->root == NULL)
    return NULL;
  yn_authority_set_address (authority->root, address);
  authority->seal = open_seal (ledger, authority->root, now, error);
  if (authority->seal == NULL)
    return NULL;
  authority->timekeeper = open_timekeeper (ledger, authority->root, now, error);
  if (authority->timekeeper == NULL)
    return NULL;

  chain = yn_key_chain_pem (authority->seal);
  authority->seal_pem = first_of_chain (chain);
  authority->root_pem = yn_authority_root_pem (authority->root);
  return g_steal_pointer (&authority);
}

void
yn_practice_authority_free (YnPracticeAuthority *authority)
{
  if (authority == NULL)
    return;

  g_clear_pointer (&authority->root_pem, g_bytes_unref);
  g_clear_pointer (&authority->seal_pem, g_bytes_unref);
  g_clear_pointer (&authority->timekeeper, yn_timekeeper_free);
  g_clear_pointer (&authority->seal, yn_key_unref);
  g_clear_pointer (&authority->root, yn_authority_free);
  g_free (authority);
}
