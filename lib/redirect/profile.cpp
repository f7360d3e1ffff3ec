// SPDX-License-Identifier: MIT
#include "redirect/profile.h"

#include "redirect/profiles/browserprofile.h"
#include "redirect/profiles/browservariants.h"
#include "redirect/profiles/commandlineprofiles.h"
#include "redirect/profiles/curlprofile.h"
#include "redirect/profiles/curlvariants.h"
#include "redirect/profiles/documentedapps.h"
#include "redirect/profiles/documentedclients.h"
#include "redirect/profiles/documentedprofiles.h"
#include "redirect/profiles/goprofile.h"
#include "redirect/profiles/javaasync.h"
#include "redirect/profiles/javapackages.h"
#include "redirect/profiles/javaprofiles.h"
#include "redirect/profiles/javascriptprofiles.h"
#include "redirect/profiles/libsoupprofile.h"
#include "redirect/profiles/nodepackages.h"
#include "redirect/profiles/perlprofiles.h"
#include "redirect/profiles/phpprofiles.h"
#include "redirect/profiles/pythonlibraries.h"
#include "redirect/profiles/pythonprofiles.h"
#include "redirect/profiles/qtprofile.h"
#include "redirect/profiles/rfc9110profile.h"
#include "redirect/profiles/rprofiles.h"
#include "redirect/profiles/rubypackages.h"
#include "redirect/profiles/rubyprofiles.h"
#include "redirect/profiles/rustprofiles.h"
#include "redirect/profiles/textbrowsers.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

std::span<const ClientProfile> clientProfiles()
{
    static constexpr ClientProfile table[] = {
        kBrowserProfile,
        kChromiumFetchProfile,
        kFirefoxFetchProfile,
        kChromiumXhrProfile,
        kFirefoxXhrProfile,
        kChromiumPageProfile,
        kFirefoxPageProfile,
        kWebKitFetchProfile,
        kWebKitPageProfile,
        kSafariProfile,
        kGooglebotProfile,
        kRfc9110Profile,
        kFetchSpecProfile,
        kCurlProfile,
        kCurlXProfile,
        kCurlPost30xProfile,
        kCurlTrustedProfile,
        kCurlAutoRefererProfile,
        kCurlFollowProfile,
        kWgetProfile,
        kWgetMethodProfile,
        kWget2Profile,
        kHttpieProfile,
        kAria2Profile,
        kW3mProfile,
        kLynxProfile,
        kLinksProfile,
        kInsomniaProfile,
        kK6Profile,
        kPowerShellProfile,
        kRequestsProfile,
        kHttpxProfile,
        kAiohttpProfile,
        kUrllibProfile,
        kUrllib3Profile,
        kTornadoProfile,
        kPycurlProfile,
        kTreqProfile,
        kNodeFetchBuiltinProfile,
        kUndiciProfile,
        kUndiciFetchProfile,
        kAxiosProfile,
        kFollowRedirectsProfile,
        kGotProfile,
        kSuperagentProfile,
        kNodeFetchPackageProfile,
        kKyProfile,
        kNeedleProfile,
        kPostmanRequestProfile,
        kPostmanProfile,
        kBrunoProfile,
        kJavaNormalProfile,
        kJavaAlwaysProfile,
        kOldJavaNormalProfile,
        kOldJavaAlwaysProfile,
        kHucProfile,
        kHucStrictProfile,
        kApache4Profile,
        kApache5Profile,
        kOkHttpProfile,
        kNewOkHttpProfile,
        kJettyProfile,
        kAhcProfile,
        kKtorProfile,
        kGoProfile,
        kPhpCurlProfile,
        kStreamsProfile,
        kGuzzleProfile,
        kSymfonyProfile,
        kTinyProfile,
        kLwpProfile,
        kLwpAllProfile,
        kMojoProfile,
        kOpenUriProfile,
        kFaradayProfile,
        kHttpartyProfile,
        kRestClientProfile,
        kTyphoeusProfile,
        kHttpRbProfile,
        kExconProfile,
        kReqwestProfile,
        kHttrProfile,
        kHttr2Profile,
        kPocoProfile,
        kHyperProfile,
        kAlamofireProfile,
        kDotNetProfile,
        kHttpWebRequestProfile,
        kDartProfile,
        kLibsoupProfile,
        kQtProfile,
        kQtDefaultProfile,
        kQtSameOriginProfile,
    };
    return table;
}

const ClientProfile *findClient(QStringView id)
{
    const QStringView wanted = id == "qt-nolesssafe"_L1 ? QStringView(u"qt") : id;
    const auto table = clientProfiles();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const ClientProfile &row) { return wanted == row.id; });
    return found == table.end() ? nullptr : &*found;
}

QString unsupportedMethodReason(const ClientProfile &profile, QByteArrayView method)
{
    if (profile.sends.empty() || std::find(profile.sends.begin(), profile.sends.end(), method) != profile.sends.end())
        return {};
    QStringList known;
    for (const QByteArrayView &each : profile.sends)
        known.append(QString::fromLatin1(each));
    return QStringLiteral("%1 cannot send %2, only %3: choose another method or another client.")
        .arg(QString::fromUtf8(profile.title), QString::fromUtf8(method), known.join(QStringLiteral(", ")));
}

int hopLimit(const ClientProfile &profile, int wanted)
{
    if (wanted < 0 || !whyNotFollowed(profile, wanted).isEmpty())
        return profile.hopLimit;
    return wanted;
}

QString whyNotFollowed(const ClientProfile &profile, int wanted)
{
    if (wanted > kMostHops)
        return QStringLiteral("Hopscope follows at most %1 redirects: choose %1 or fewer.").arg(kMostHops);
    if (profile.limitOption || profile.hopLimit < 0 || wanted <= profile.hopLimit)
        return {};
    return QStringLiteral(
               "%1 follows at most %2 redirects and has no option for more: choose %2 or fewer, or another client.")
        .arg(QString::fromUtf8(profile.title), QString::number(profile.hopLimit));
}

} // namespace hopscope
