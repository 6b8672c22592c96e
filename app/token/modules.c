/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "token/modules.h"

#include "config.h"
#include "token/driver.h"
#include "token/skf-address.h"

#include <p11-kit/p11-kit.h>
#include <stdlib.h>
#include <string.h>

P11KitUri *
modules_uri (const char *address, LineTrouble *trouble)
{
  P11KitUri *uri = p11_kit_uri_new ();

  if (*address == '\0' || *address == '/')
    return uri;
  if (p11_kit_uri_parse (address, P11_KIT_URI_FOR_ANY, uri) != P11_KIT_URI_OK)
    driver_fail (trouble, YN_ERROR_TOKEN_ADDRESS, "p11_kit_uri_parse", "not a PKCS#11 URI");
  else if (p11_kit_uri_get_pin_value (uri) != NULL || p11_kit_uri_get_pin_source (uri) != NULL)
    driver_fail (trouble, YN_ERROR_TOKEN_ADDRESS, "p11_kit_uri_parse", "a PIN does not belong into an address");
  else
    return uri;
  p11_kit_uri_free (uri);
  return NULL;
}

static void
say_module (const char *name, const char *path)
{
  g_autofree char *whole = g_path_is_absolute (path) ? NULL : g_build_filename (YN_P11_MODULE_DIR, path, NULL);
  const char *words[] = { name, whole != NULL ? whole : path, NULL };

  line_say ((YnTokenFrame){ .kind = YN_TOKEN_MODULE }, words, NULL);
}

/* Those that hold the system's trusted roots are no tokens. */
static void
say_registered (const char *wanted)
{
  CK_FUNCTION_LIST **modules = p11_kit_modules_load (NULL, 0);

  for (CK_FUNCTION_LIST **module = modules; module != NULL && *module != NULL; module++)
    {
      char *name = p11_kit_module_get_name (*module);
      char *path = p11_kit_module_get_filename (*module);

      if (path != NULL && (p11_kit_module_get_flags (*module) & P11_KIT_MODULE_TRUSTED) == 0
          && (wanted == NULL || g_strcmp0 (name, wanted) == 0))
        say_module (name != NULL ? name : path, path);
      free (name);
      free (path);
    }
  if (modules != NULL)
    p11_kit_modules_release (modules);
}

gboolean
modules_say (const char *address, LineTrouble *trouble)
{
  P11KitUri *uri;
  g_autofree char *skf = skf_address_module (address);
  const char *path;

  if (skf != NULL || *address == '/')
    {
      const char *named = skf != NULL ? skf : address;
      g_autofree char *name = g_path_get_basename (named);

      say_module (name, named);
      return TRUE;
    }
  uri = modules_uri (address, trouble);
  if (uri == NULL)
    return FALSE;
  path = p11_kit_uri_get_module_path (uri);
  if (path != NULL)
    {
      g_autofree char *name = g_path_get_basename (path);

      say_module (name, path);
    }
  else
    say_registered (p11_kit_uri_get_module_name (uri));
  p11_kit_uri_free (uri);
  return TRUE;
}
