// SPDX-License-Identifier: MIT
#include "formats/write/scriptrequest.h"
#include "formats/write/scripts.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kPowerShellBegin = "# For PowerShell 7.4 or later. Invoke-WebRequest adds fields of its own, "
                                            "and System.Uri may write a URL in its way.\n";

/// Set by HttpClient itself, or by a parameter that is no field.
constexpr QByteArrayView kLeftByPowerShell[] = {"Content-Length", "Expect", "Transfer-Encoding"};

/// A verbatim string (about_Quoting_Rules): nothing is expanded in it, and only the quote is doubled. Plain ASCII has
/// none of the typographic quotes that would end it, too.
QByteArray singleQuoted(const QByteArray &bytes)
{
    return '\'' + QByteArray(bytes).replace('\'', "''") + '\'';
}

/// On one line: a file may be given other line ends.
bool isVerbatim(const QByteArray &bytes)
{
    return isPlainAscii(bytes) && !bytes.contains('\n') && !bytes.contains('\r');
}

QByteArray writePowerShellOne(const Hop &hop, ScriptRequest &request)
{
    QByteArray command = "Invoke-WebRequest -Uri " + singleQuoted(request.url) + " `\n  -CustomMethod " +
                         singleQuoted(request.method) + " `\n";
    const QList<Header> all = joinedFields(request);
    QByteArray type;
    QByteArray fields;
    for (const Header &field : all) {
        if (!isVerbatim(field.value))
            request.comments.append(u"Left out, because HttpClient sends ASCII only: %1 (%2 bytes)"_s.arg(
                QString::fromLatin1(field.name), QString::number(field.value.size())));
        else if (equalsIgnoringCase(field.name, "Content-Type"))
            type = field.value;
        else
            fields += "    " + singleQuoted(field.name) + " = " + singleQuoted(field.value) + '\n';
    }
    if (!fields.isEmpty())
        command += "  -Headers @{\n" + fields + "  } `\n";
    if (!type.isEmpty())
        command += "  -ContentType " + singleQuoted(type) + " `\n";
    else if (!request.body.isEmpty() && request.method == "POST")
        request.comments.append(u"Invoke-WebRequest adds Content-Type: application/x-www-form-urlencoded."_s);
    if (!request.body.isEmpty())
        command += "  -Body " +
                   (isVerbatim(request.body) ? singleQuoted(request.body)
                                             : "([Convert]::FromBase64String('" + request.body.toBase64() + "'))") +
                   " `\n";
    if (isUnverified(hop))
        command += "  -SkipCertificateCheck `\n";
    // Without an error for 3xx, 4xx and 5xx.
    return command +
           "  -MaximumRedirection 0 -SkipHttpErrorCheck -SkipHeaderValidation -ErrorAction SilentlyContinue\n";
}

} // namespace

QByteArray writePowerShell(const Trace &trace)
{
    return scriptOf(trace, kPowerShellBegin, "#", kLeftByPowerShell, writePowerShellOne);
}

} // namespace hopscope
