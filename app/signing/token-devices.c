/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/token-devices.h"

#include "base/data.h"
#include "base/error.h"

#include <string.h>

#define CCID_CLASS "0b"

void
yn_token_device_free (YnTokenDevice *device)
{
  g_free (device->name);
  g_free (device);
}

/* One of a device's little files, without its line end; "" where it is not there. New, UTF-8. */
static char *
fact (const char *folder, const char *device, const char *name)
{
  g_autofree char *path = g_build_filename (folder, device, name, NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_strdup ("");
  return g_utf8_make_valid (g_strstrip (text), -1);
}

/* Interfaces lie beside their device: "1-2" has "1-2:1.0". */
static gboolean
is_reader (const char *folder, const char *device)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *prefix = g_strconcat (device, ":", NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *class = g_str_has_prefix (name, prefix) ? fact (folder, name, "bInterfaceClass") : NULL;

      if (g_strcmp0 (class, CCID_CLASS) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_known_maker (const YnJson *data, const char *vendor)
{
  const YnJson *makers = yn_json_get (data, "makers");

  for (guint i = 0; i < yn_json_size (makers); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (makers, i), "usb"), vendor) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_known_name (const YnJson *data, const char *product)
{
  const YnJson *words = yn_json_get (yn_json_get (data, "names"), "words");
  g_autofree char *lower = g_utf8_strdown (product, -1);

  for (guint i = 0; i < yn_json_size (words); i++)
    if (strstr (lower, yn_json_string (yn_json_at (words, i))) != NULL)
      return TRUE;
  return FALSE;
}

GPtrArray *
yn_token_devices (const char *folder)
{
  GPtrArray *devices = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_token_device_free);
  g_autoptr (YnJson) data = yn_data_json ("tokens.json", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *vendor = fact (folder, name, "idVendor");
      g_autofree char *maker = fact (folder, name, "manufacturer");
      g_autofree char *product = fact (folder, name, "product");
      gboolean reader = *vendor != '\0' && is_reader (folder, name);
      YnTokenDevice *device;

      if (*vendor == '\0' || !(reader || is_known_maker (data, vendor) || has_known_name (data, product)))
        continue;
      device = g_new0 (YnTokenDevice, 1);
      device->name = *product != '\0' ? g_strstrip (g_strconcat (maker, " ", product, NULL)) : g_strdup (vendor);
      device->is_reader = reader;
      g_ptr_array_add (devices, device);
    }
  return devices;
}

/* Whether all that the drivers say is that they see no token. */
static gboolean
sees_nothing (const YnTokenSight *sight)
{
  for (guint i = 0; i < sight->links->len; i++)
    {
      const YnTokenLink *link = g_ptr_array_index (sight->links, i);

      if (link->error != NULL ? !g_error_matches (link->error, YN_ERROR, YN_ERROR_TOKEN_ABSENT)
                                    && !g_error_matches (link->error, YN_ERROR, YN_ERROR_TOKEN_SLOT)
                              : g_str_equal (link->link, "pin") && link->state == YN_TOKEN_LINK_HOLDS)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_token (GPtrArray *devices)
{
  for (guint i = 0; i < devices->len; i++)
    if (!((const YnTokenDevice *) g_ptr_array_index (devices, i))->is_reader)
      return TRUE;
  return FALSE;
}

/* "Not plugged in" would be untrue of what is: its drivers are others. */
static void
add_strangers (YnTokenSight *sight, GPtrArray *devices)
{
  g_ptr_array_set_size (sight->links, 0);
  for (guint i = 0; i < devices->len; i++)
    {
      const YnTokenDevice *device = g_ptr_array_index (devices, i);

      yn_token_sight_add (sight, -1, "reader", device->name, NULL);
      if (device->is_reader)
        continue;
      yn_token_sight_fail (sight, "driver", device->name,
                           g_error_new_literal (YN_ERROR, YN_ERROR_TOKEN_NO_DRIVER, "no driver sees it"));
    }
}

/* Tokens in software have no device, and of many the system's list tells nothing that could be known again:
 * what is plugged in is for a driver to say, where one was asked. */
void
yn_token_sight_add_devices (YnTokenSight *sight, GPtrArray *devices)
{
  if (sees_nothing (sight) && has_token (devices))
    {
      add_strangers (sight, devices);
      return;
    }
  if (sight->links->len == 0 && devices->len > 0)
    yn_token_sight_fail (sight, "driver", "",
                         g_error_new_literal (YN_ERROR, YN_ERROR_TOKEN_DRIVER, "no driver is registered"));
  for (guint i = devices->len; i-- > 0;)
    {
      const YnTokenDevice *device = g_ptr_array_index (devices, i);

      yn_token_sight_add (sight, 0, "reader", device->name, NULL);
    }
  if (sight->links->len == 0)
    yn_token_sight_add (sight, 0, "reader", "",
                        g_error_new_literal (YN_ERROR, YN_ERROR_TOKEN_READER, "nothing plugged in looks like a token"));
}
