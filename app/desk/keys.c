/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Keys at hand: PKCS#12 files of the data folder, and the making of the practice one. */
#include "desk/filing.h"

#include "desk/private.h"
#include "signing/softkey.h"

void
yn_key_file_free (YnKeyFile *file)
{
  g_free (file->path);
  g_free (file->name);
  g_free (file);
}

static YnKeyFile *
key_file_new (const char *path)
{
  YnKeyFile *file = g_new0 (YnKeyFile, 1);

  file->path = g_strdup (path);
  file->name = g_path_get_basename (path);
  if (g_str_has_suffix (file->name, ".p12"))
    file->name[strlen (file->name) - strlen (".p12")] = '\0';
  return file;
}

/* keys/<platform>/<credit code>.p12: a practice key never lies beside another platform's. */
static char *
own_key_path (YnDesk *desk, const YnPlace *place, const char *uscc)
{
  g_autofree char *name = g_strconcat (uscc, ".p12", NULL);
  g_autofree char *relative = g_build_filename ("keys", place->discovery->identity, name, NULL);

  return yn_settings_path (desk->settings, relative);
}

GPtrArray *
yn_desk_keys (YnDesk *desk)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_key_file_free);
  g_autoptr (YnPlace) place = yn_desk_dup_place (desk, NULL);
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);
  g_autofree char *path = NULL;

  if (place == NULL || status->uscc == NULL)
    return keys;
  path = own_key_path (desk, place, status->uscc);
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_ptr_array_add (keys, key_file_new (path));
  return keys;
}

YnKeyFile *
yn_desk_make_key (YnDesk *desk, YnSecret *password, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnPlace) place = yn_desk_dup_place (desk, error);
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);
  g_autoptr (YnNewKey) key = NULL;
  g_autoptr (GBytes) request = NULL;
  g_autoptr (GBytes) chain = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;

  if (place == NULL)
    return NULL;
  if (status->uscc == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN, "nobody is signed in");
      return NULL;
    }
  key = yn_new_key_make (YN_KEY_P256, error);
  request = key == NULL ? NULL : yn_new_key_request (key, status->enterprise_name, status->uscc, error);
  chain = request == NULL ? NULL : yn_platform_certificate (place->platform, request, cancellable, error);
  if (chain == NULL)
    return NULL;
  path = own_key_path (desk, place, status->uscc);
  folder = g_path_get_dirname (path);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "the folder for keys cannot be made");
      return NULL;
    }
  return yn_new_key_save (key, chain, password, path, error) ? key_file_new (path) : NULL;
}

YnKey *
yn_desk_open_key (YnDesk *desk, const char *path, YnSecret *password, GCancellable *cancellable,
                  GError **error)
{
  return yn_softkey_open (path, password, error);
}

gboolean
yn_desk_key_fits (YnDesk *desk, YnKey *key, GError **error)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);

  return yn_key_fits (key, status->uscc, yn_clock_now (desk->clock), error);
}

/* The window's twins */

static YnCall *
call_with_secret (YnDesk *desk, const char *path, YnSecret *password)
{
  YnCall *call = yn_call_new (desk, path, NULL);

  call->object = yn_secret_ref (password);
  call->object_free = (GDestroyNotify) yn_secret_unref;
  return call;
}

YN_DEFINE_WORK (make_key_work, yn_desk_make_key (call->desk, call->object, cancellable, error))
YN_DEFINE_FINISH (YnKeyFile *, yn_desk_make_key)

void
yn_desk_make_key_async (YnDesk *desk, YnSecret *password, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (call_with_secret (desk, NULL, password), desk->token, make_key_work, (GDestroyNotify) yn_key_file_free,
               cancellable, callback, user_data);
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
