/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

import com.itextpdf.text.pdf.AcroFields;
import com.itextpdf.text.pdf.PdfReader;
import com.itextpdf.text.pdf.security.PdfPKCS7;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/* iText 5's word on the signatures of PDFs: a line for each, in the order of signing.
 *   Pdf FILE…        FIELD revision=1/3 whole=false verified=true */
public class Pdf
{
  public static void main (String[] files) throws Exception
  {
    Security.addProvider (new BouncyCastleProvider ());
    for (String file : files)
      {
        AcroFields fields = new PdfReader (file).getAcroFields ();
        for (String name : fields.getSignatureNames ())
          {
            PdfPKCS7 signature = fields.verifySignature (name);
            System.out.println (name + " revision=" + fields.getRevision (name) + "/" + fields.getTotalRevisions ()
                                + " whole=" + fields.signatureCoversWholeDocument (name)
                                + " verified=" + signature.verify ());
          }
      }
  }
}
