// SPDX-License-Identifier: MIT
#include "net/browser/installedclient.h"
#include "testcertificates.h"
#include "watchwindow.h"

#include <QCheckBox>

using namespace Qt::StringLiterals;
using namespace hopscope;

// The page Watch opens the installed browsers: what they ask for by http and by https comes in as chains, loopback
// hosts too.
class WatchBrowsersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void asOpened_data();
    void asOpened();
};

namespace
{

/// Firefox takes that long to start on a machine that has much to do.
constexpr int kBrowserMs = 120'000;

} // namespace

void WatchBrowsersTest::asOpened_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("secure");
    for (const RealClient *browser : watchedBrowsers()) {
        QTest::addRow("%s, http", browser->name) << QString(browser->id) << false;
        QTest::addRow("%s, https", browser->name) << QString(browser->id) << true;
    }
}

void WatchBrowsersTest::asOpened()
{
    QFETCH(QString, id);
    QFETCH(bool, secure);
    const RealClient &browser = *realClient(id);
    const Result<QString> program = programOf(browser);
    if (!program)
        QSKIP("it is not installed");
    if (secure && browser.kind == RealKind::Firefox && QStandardPaths::findExecutable(u"certutil"_s).isEmpty())
        QSKIP("certutil is not installed");
    TestCertificates certificates;
    QVERIFY(certificates.isOk());
    const QSslConfiguration tls = certificates.server(u"good"_s);
    RawServer site(secure ? &tls : nullptr);
    site.on("/from", answer(302, {"Location: /to"}));
    site.on({}, answer(200, {"Content-Type: text/html"}, "<p>tea"));
    WatchWindow watch;
    Preferences preferences = watch.window.session().preferences();
    preferences.caFile = certificates.authority();
    watch.window.session().setPreferences(preferences);
    // The browser itself, but without a window, and with the page that a user would go to.
    const QByteArray path = qgetenv("PATH");
    watch.fake(QFileInfo(*program).fileName(),
               "for each; do [ \"$each\" = about:blank ] && each=" + site.url(u"/from"_s).toUtf8() +
                   "; set -- \"$@\" \"$each\"; shift; done\nexec " + program->toUtf8() + " --headless \"$@\"\n");
    if (secure)
        QTest::mouseClick(named<QCheckBox>(*watch.page, u"Open https"_s), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(watch.start());
    watch.press(u"Open %1"_s.arg(QString::fromUtf8(browser.name)));
    const auto row = [&] {
        return int(watch.column(WatchModel::Url).indexOf(u"%1 → %2"_s.arg(site.url(u"/from"_s), site.url(u"/to"_s))));
    };
    QTRY_VERIFY2_WITH_TIMEOUT(row() >= 0, qPrintable(watch.error() + watch.column(WatchModel::Url).join(u'\n')),
                              kBrowserMs);
    QCOMPARE(watch.cell(row(), WatchModel::Status), u"302 → 200"_s);
    QVERIFY2(watch.cell(row(), WatchModel::Verdict).startsWith(u"As "_s),
             qPrintable(watch.cell(row(), WatchModel::Verdict)));
    QSignalSpy ended(&watch.watching(), &WatchController::programEnded);
    QVERIFY(watch.stop());
    QCOMPARE(ended.size(), 1);
    qputenv("PATH", path);
}

QTEST_MAIN(WatchBrowsersTest)
#include "tst_watchbrowsers.moc"
