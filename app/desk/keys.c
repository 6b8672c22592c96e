/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Keys at hand: PKCS#12 files of the data folder, and the making of the practice one. */
#include "desk/filing.h"

#include "desk/files.h"
#include "desk/private.h"
#include "signing/softkey.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_ASIDE 1000

YnKeyFile *
yn_key_file_copy (const YnKeyFile *file)
{
  YnKeyFile *copy = g_new0 (YnKeyFile, 1);

  copy->path = g_strdup (file->path);
  copy->name = g_strdup (file->name);
  copy->role = g_strdup (file->role);
  copy->aside = g_strdup (file->aside);
  return copy;
}

void
yn_key_file_free (YnKeyFile *file)
{
  g_free (file->path);
  g_free (file->name);
  g_free (file->role);
  g_free (file->aside);
  g_free (file);
}

/* One file each; the first has the plain name. */
static const struct
{
  const char *role;
  const char *suffix;
  const char *person; /* in the account's profile; NULL: the enterprise itself */
} kinds[] = {
  { "enterprise-seal", ".p12", NULL },
  { "legal-representative", ".legal-representative.p12", "legalRepresentative" },
  { "agent", ".agent.p12", "agent" },
};

static YnKeyFile *
key_file_new (const char *path, const char *role)
{
  YnKeyFile *file = g_new0 (YnKeyFile, 1);

  file->path = g_strdup (path);
  file->name = g_path_get_basename (path);
  if (g_str_has_suffix (file->name, ".p12"))
    file->name[strlen (file->name) - strlen (".p12")] = '\0';
  file->role = g_strdup (role);
  return file;
}

/* keys/<platform>/<credit code>….p12: a practice key never lies beside another platform's. */
static char *
own_key_path (YnDesk *desk, const YnPlace *place, const char *uscc, guint kind)
{
  g_autofree char *name = g_strconcat (uscc, kinds[kind].suffix, NULL);
  g_autofree char *relative = g_build_filename ("keys", place->discovery->identity, name, NULL);

  return yn_settings_path (desk->settings, relative);
}

GPtrArray *
yn_desk_keys (YnDesk *desk)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_key_file_free);
  g_autoptr (YnPlace) place = yn_desk_dup_place (desk, NULL);
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);

  for (guint i = 0; place != NULL && status->uscc != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = own_key_path (desk, place, status->uscc, i);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (keys, key_file_new (path, kinds[i].role));
    }
  return keys;
}

static gboolean
find_kind (const char *role, guint *kind, GError **error)
{
  for (*kind = 0; *kind < G_N_ELEMENTS (kinds); (*kind)++)
    if (g_strcmp0 (kinds[*kind].role, role) == 0)
      return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_WRONG_USE, "no practice key is made for the role \"%s\"", role);
  return FALSE;
}

/* Whose name stands in the certificate: borrowed from @enterprise. */
static const char *
name_for (const YnEnterprise *enterprise, guint kind, GError **error)
{
  const char *name = kinds[kind].person == NULL
                         ? enterprise->name
                         : yn_json_get_string (yn_json_get (enterprise->profile, kinds[kind].person), "name");

  if (name == NULL || *name == '\0')
    {
      g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "the account names nobody as %s", kinds[kind].role);
      return NULL;
    }
  return name;
}

/* --- making ---------------------------------------------------------------------------------------------- */

/* The key's certificate and its issuers, PEM. */
static GBytes *
certify (const YnLoan *loan, YnNewKey *key, guint kind, GCancellable *cancellable, GError **error)
{
  const YnEnterprise *enterprise = loan->enterprise;
  const char *name = name_for (enterprise, kind, error);
  g_autoptr (GBytes) request =
      name == NULL ? NULL : yn_new_key_request_person (key, name, enterprise->name, enterprise->uscc, error);

  return request == NULL ? NULL : yn_platform_certificate (loan->place->platform, request, cancellable, error);
}

static gboolean
make_folder_of (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "the folder for keys cannot be made");
  return FALSE;
}

/* "….p12" -> "….aside-2.p12": a link first, which never takes another file's place. @aside NULL: nothing lies there. */
static gboolean
set_aside (const char *path, char **aside, GError **error)
{
  int failed = EEXIST;

  *aside = NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  for (guint i = 1; failed == EEXIST && i <= MOST_ASIDE; i++)
    {
      g_free (*aside);
      *aside = g_strdup_printf ("%.*s.aside-%u.p12", (int) (strlen (path) - strlen (".p12")), path, i);
      failed = link (path, *aside) == 0 ? 0 : errno;
    }
  if (failed == 0 && g_unlink (path) == 0)
    return TRUE;
  g_clear_pointer (aside, g_free);
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "%s cannot be renamed", path);
  return FALSE;
}

static YnKeyFile *
make_key (YnDesk *desk, const char *role, const char *algorithm, gboolean anew, YnSecret *password,
          GCancellable *cancellable, GError **error)
{
  YnKeyAlgorithm wanted = YN_KEY_P256;
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnNewKey) key = NULL;
  g_autoptr (GBytes) chain = NULL;
  g_autofree char *path = NULL;
  g_autofree char *aside = NULL;
  YnKeyFile *file;
  guint kind;

  if (algorithm != NULL && !yn_new_key_algorithm_from_name (algorithm, &wanted))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_WRONG_USE, "no practice key is made with the algorithm \"%s\"", algorithm);
      return NULL;
    }
  if (!find_kind (role, &kind, error) || !yn_desk_borrow (desk, &loan, error))
    return NULL;
  path = own_key_path (desk, loan.place, loan.enterprise->uscc, kind);
  if (!anew && !yn_file_is_free (path, error))
    return NULL;
  key = yn_new_key_make (wanted, error);
  chain = key == NULL ? NULL : certify (&loan, key, kind, cancellable, error);
  if (chain == NULL || !make_folder_of (path, error) || (anew && !set_aside (path, &aside, error))
      || !yn_new_key_save (key, chain, password, path, error))
    return NULL;
  file = key_file_new (path, kinds[kind].role);
  file->aside = g_steal_pointer (&aside);
  return file;
}

YnKeyFile *
yn_desk_make_key (YnDesk *desk, const char *role, const char *algorithm, YnSecret *password, GCancellable *cancellable,
                  GError **error)
{
  return make_key (desk, role, algorithm, FALSE, password, cancellable, error);
}

YnKeyFile *
yn_desk_make_key_anew (YnDesk *desk, const char *role, const char *algorithm, YnSecret *password,
                       GCancellable *cancellable, GError **error)
{
  return make_key (desk, role, algorithm, TRUE, password, cancellable, error);
}

YnKey *
yn_desk_open_key (YnDesk *desk, const char *path, YnSecret *password, GCancellable *cancellable,
                  GError **error)
{
  return yn_softkey_open (path, password, error);
}

gboolean
yn_desk_suits (YnDesk *desk, const YnCertificate *certificate, const YnSigner *signer, YnMatch *name, YnMatch *code,
               GError **error)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);
  const YnWanted wanted = { signer != NULL ? signer->name : status->enterprise_name,
                            signer != NULL ? signer->uscc : status->uscc, signer != NULL && signer->person };
  g_autoptr (GError) cause = NULL;
  gboolean silent;

  *name = yn_match_of_name (certificate, &wanted);
  *code = yn_match_of_code (certificate, &wanted);
  if (!yn_certificate_fits (certificate, NULL, yn_clock_now (desk->clock), error))
    return FALSE;
  if (yn_match_check (certificate, &wanted, &cause))
    return TRUE;
  silent = g_error_matches (cause, YN_ERROR, YN_ERROR_CERTIFICATE_SILENT);
  g_propagate_error (error, g_steal_pointer (&cause));
  return silent;
}

/* The window's twins */

static YnCall *
call_with_secret (YnDesk *desk, const char *text, YnSecret *password)
{
  YnCall *call = yn_call_new (desk, text, NULL);

  call->object = yn_secret_ref (password);
  call->object_free = (GDestroyNotify) yn_secret_unref;
  return call;
}

YN_DEFINE_WORK (make_key_work, yn_desk_make_key (call->desk, call->text[0], NULL, call->object, cancellable, error))
YN_DEFINE_FINISH (YnKeyFile *, yn_desk_make_key)

void
yn_desk_make_key_async (YnDesk *desk, const char *role, YnSecret *password, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (call_with_secret (desk, role, password), desk->token, make_key_work, (GDestroyNotify) yn_key_file_free,
               cancellable, callback, user_data);
}

YN_DEFINE_WORK (make_key_anew_work,
                yn_desk_make_key_anew (call->desk, call->text[0], NULL, call->object, cancellable, error))
YN_DEFINE_FINISH (YnKeyFile *, yn_desk_make_key_anew)

void
yn_desk_make_key_anew_async (YnDesk *desk, const char *role, YnSecret *password, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (call_with_secret (desk, role, password), desk->token, make_key_anew_work,
               (GDestroyNotify) yn_key_file_free, cancellable, callback, user_data);
}

YN_DEFINE_WORK (open_key_work, yn_desk_open_key (call->desk, call->text[0], call->object, cancellable, error))
YN_DEFINE_FINISH (YnKey *, yn_desk_open_key)

void
yn_desk_open_key_async (YnDesk *desk, const char *path, YnSecret *password, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (call_with_secret (desk, path, password), desk->token, open_key_work, (GDestroyNotify) yn_key_unref,
               cancellable, callback, user_data);
}
