// SPDX-License-Identifier: MIT
#include "http/blockedports.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct BadPort {
    int port;
    const char *service; ///< nullptr: none is named
    bool inChromium = true;
};

// Fetch, "port blocking", with the names that stand there; sorted.
constexpr BadPort kBadPorts[] = {
    {0, nullptr},
    {1, "tcpmux"},
    {7, "echo"},
    {9, "discard"},
    {11, "systat"},
    {13, "daytime"},
    {15, "netstat"},
    {17, "qotd"},
    {19, "chargen"},
    {20, "ftp-data"},
    {21, "ftp"},
    {22, "ssh"},
    {23, "telnet"},
    {25, "smtp"},
    {37, "time"},
    {42, "name"},
    {43, "nicname"},
    {53, "domain"},
    {69, "tftp"},
    {77, nullptr},
    {79, "finger"},
    {87, nullptr},
    {95, "supdup"},
    {101, "hostname"},
    {102, "iso-tsap"},
    {103, "gppitnp"},
    {104, "acr-nema"},
    {109, "pop2"},
    {110, "pop3"},
    {111, "sunrpc"},
    {113, "auth"},
    {115, "sftp"},
    {117, "uucp-path"},
    {119, "nntp"},
    {123, "ntp"},
    {135, "epmap"},
    {137, "netbios-ns"},
    {139, "netbios-ssn"},
    {143, "imap"},
    {161, "snmp"},
    {179, "bgp"},
    {389, "ldap"},
    {427, "svrloc"},
    {465, "submissions"},
    {512, "exec"},
    {513, "login"},
    {514, "shell"},
    {515, "printer"},
    {526, "tempo"},
    {530, "courier"},
    {531, "chat"},
    {532, "netnews"},
    {540, "uucp"},
    {548, "afp"},
    {554, "rtsp"},
    {556, "remotefs"},
    {563, "nntps"},
    {587, "submission"},
    {601, "syslog-conn"},
    {636, "ldaps"},
    {989, "ftps-data"},
    {990, "ftps"},
    {993, "imaps"},
    {995, "pop3s"},
    {1719, "h323gatestat"},
    {1720, "h323hostcall"},
    {1723, "pptp"},
    {2049, "nfs"},
    {3659, "apple-sasl"},
    {4045, "npp"},
    {4190, "sieve", false},
    {5060, "sip"},
    {5061, "sips"},
    {6000, "x11"},
    {6566, "sane-port"},
    {6665, "ircu"},
    {6666, "ircu"},
    {6667, "ircu"},
    {6668, "ircu"},
    {6669, "ircu"},
    {6679, "osaut", false},
    {6697, "ircs-u"},
    {10080, "amanda"},
};

const BadPort *badPort(int port)
{
    const auto found = std::lower_bound(std::begin(kBadPorts), std::end(kBadPorts), port,
                                        [](const BadPort &row, int wanted) { return row.port < wanted; });
    return found != std::end(kBadPorts) && found->port == port ? found : nullptr;
}

} // namespace

bool isBlockedPort(PortPolicy policy, int port)
{
    const BadPort *row = policy == PortPolicy::None ? nullptr : badPort(port);
    return row && (policy == PortPolicy::Fetch || row->inChromium);
}

QString blockedPortReason(int port)
{
    const BadPort *row = badPort(port);
    const QString service = row && row->service ? u" (%1)"_s.arg(QLatin1StringView(row->service)) : QString();
    return u"Browsers do not connect to port %1%2: it is on the list of ports that are not for the web."_s.arg(
        QString::number(port), service);
}

} // namespace hopscope
