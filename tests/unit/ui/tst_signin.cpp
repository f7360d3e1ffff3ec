// SPDX-License-Identifier: MIT
// Signing in: one choice, the fields that belong to it, and nothing twice.
#include "requestwindow.h"
#include "ui/request/signin.h"
#include "ui/request/signinpanel.h"
#include "ui/sessions/visitsessions.h"
#include "ui/window/session.h"

#include <QCheckBox>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kHeadersLink = 0;
constexpr int kSignInLink = 2;

} // namespace

class SignInTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init();
    void cleanup() { m_window.reset(); }
    void kindsOfFields_data();
    void kindsOfFields();
    void choices();
    void fieldsOfEachKind();
    void userByKeys_data();
    void userByKeys();
    void tokenIsHiddenUntilAsked();
    void tokenTakesThePlaceOfTheUser();
    void pastedFieldIsItsKind_data();
    void pastedFieldIsItsKind();
    void editedBasicFieldIsNoFieldAnyMore();
    void otherFieldIsSentAsItIs();
    void twiceIsRefused();
    void noSession();
    void sessionSaysWhatItKnows();
    void sessionAddsNothing();

private:
    QToolButton *link(int number) const { return m_window->findChildren<QToolButton *>(u"disclosure"_s).at(number); }
    QComboBox *kind() const { return combo(u"How to sign in"_s); }
    QLineEdit *line(const QString &name) const { return named<QLineEdit>(*m_window, name); }
    QString about() const { return named<QLabel>(*m_window, u"About the sign-in"_s)->text(); }
    void open() const { QTest::mouseClick(link(kSignInLink), Qt::LeftButton); }
    /// By keyboard: the first letters of the item.
    void choose(const QString &item) const;
    TraceRequest request() const { return bar().request().value.value_or(TraceRequest{.method = "none"}); }
};

void SignInTest::init()
{
    RequestWindow::open();
    urlEdit()->setText(u"http://shop.example/"_s);
}

void SignInTest::choose(const QString &item) const
{
    kind()->setFocus();
    QTest::keyClick(kind(), Qt::Key_Home);
    for (int i = 0; i < kind()->count() && kind()->currentText() != item; ++i)
        QTest::keyClick(kind(), Qt::Key_Down);
    QCOMPARE(kind()->currentText(), item);
}

void SignInTest::kindsOfFields_data()
{
    QTest::addColumn<QByteArray>("userPassword");
    QTest::addColumn<AuthChoice>("auth");
    QTest::addColumn<QString>("field"); // null: none
    QTest::addColumn<SignIn>("expected");
    const auto row = [](const char *name, const QByteArray &user, AuthChoice auth, const QString &field,
                        const SignIn &expected) { QTest::newRow(name) << user << auth << field << expected; };
    const AuthChoice usual = AuthChoice::ClientDefault;
    row("nothing", {}, usual, {}, {});
    row("user", "me:a:b", usual, {}, {.kind = SignIn::User, .user = u"me"_s, .password = u"a:b"_s});
    row("digest", "me:x", AuthChoice::Digest, {},
        {.kind = SignIn::User, .auth = AuthChoice::Digest, .user = u"me"_s, .password = u"x"_s});
    row("chosen, nobody yet", {}, AuthChoice::Any, {}, {.kind = SignIn::User, .auth = AuthChoice::Any});
    row("bearer", {}, usual, u"bearer  abc "_s, {.kind = SignIn::Bearer, .token = u"abc"_s});
    row("basic", {}, usual, u"Basic bWU6YTpi"_s,
        {.kind = SignIn::User, .auth = AuthChoice::Basic, .user = u"me"_s, .password = u"a:b"_s});
    row("basic, not Base64", {}, usual, u"Basic ???"_s, {.kind = SignIn::Field, .field = u"Basic ???"_s});
    row("basic, no colon", {}, usual, u"Basic bWU="_s, {.kind = SignIn::Field, .field = u"Basic bWU="_s});
    row("other", {}, usual, u"AWS4-HMAC-SHA256 a=b"_s, {.kind = SignIn::Field, .field = u"AWS4-HMAC-SHA256 a=b"_s});
    row("empty", {}, usual, u""_s, {.kind = SignIn::Field, .field = u""_s});
    row("both", "me:x", usual, u"Bearer abc"_s, {.kind = SignIn::User, .user = u"me"_s, .password = u"x"_s});
}

void SignInTest::kindsOfFields()
{
    QFETCH(QByteArray, userPassword);
    QFETCH(AuthChoice, auth);
    QFETCH(QString, field);
    QFETCH(SignIn, expected);
    const SignIn found = signInOf(userPassword, auth, field.isNull() ? std::nullopt : std::optional(field));
    QVERIFY(found == expected);
    if (!userPassword.isEmpty())
        QCOMPARE(userPasswordOf(found), userPassword);
}

void SignInTest::choices()
{
    open();
    QStringList items;
    for (int i = 0; i < kind()->count(); ++i)
        items.append(kind()->itemText(i));
    QCOMPARE(items, (QStringList{u"None"_s, u"As the client does"_s, u"Basic, at once"_s, u"Digest, after a 401"_s,
                                 u"Any: what a 401 asks for"_s, u"Bearer token"_s, u"From the session"_s}));
    QCOMPARE(QApplication::focusWidget(), kind());
    QCOMPARE(kind()->currentText(), u"None"_s);
}

void SignInTest::fieldsOfEachKind()
{
    open();
    const auto shown = [this] {
        QStringList names;
        for (const QString &name : {u"User name"_s, u"Password"_s, u"Bearer token"_s}) {
            if (line(name)->isVisible())
                names.append(name);
        }
        return names;
    };
    QCOMPARE(shown(), QStringList());
    choose(u"Digest, after a 401"_s);
    QCOMPARE(shown(), (QStringList{u"User name"_s, u"Password"_s}));
    choose(u"Bearer token"_s);
    QCOMPARE(shown(), QStringList{u"Bearer token"_s});
    choose(u"From the session"_s);
    QCOMPARE(shown(), QStringList());
}

void SignInTest::userByKeys_data()
{
    QTest::addColumn<AuthChoice>("auth");
    QTest::newRow("As the client does") << AuthChoice::ClientDefault;
    QTest::newRow("Basic, at once") << AuthChoice::Basic;
    QTest::newRow("Digest, after a 401") << AuthChoice::Digest;
    QTest::newRow("Any: what a 401 asks for") << AuthChoice::Any;
}

void SignInTest::userByKeys()
{
    open();
    choose(QString::fromUtf8(QTest::currentDataTag()));
    QTest::keyClick(kind(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), line(u"User name"_s));
    QTest::keyClicks(QApplication::focusWidget(), u"me"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), u"pa:ss"_s);
    QCOMPARE(request().userPassword, QByteArray("me:pa:ss"));
    QTEST(request().auth, "auth");
    QVERIFY(!request().headers.contains("Authorization"));
    QCOMPARE(link(kSignInLink)->text(), u"Sign-in me"_s);
    choose(u"None"_s);
    QCOMPARE(request().userPassword, QByteArray());
    QCOMPARE(request().auth, AuthChoice::ClientDefault);
    QCOMPARE(link(kSignInLink)->text(), u"No sign-in"_s);
}

void SignInTest::tokenIsHiddenUntilAsked()
{
    open();
    choose(u"Bearer token"_s);
    QTest::keyClicks(line(u"Bearer token"_s), u"abc"_s);
    QCOMPARE(line(u"Bearer token"_s)->echoMode(), QLineEdit::Password);
    auto *show = named<QCheckBox>(*m_window, u"Show password and token"_s);
    show->setFocus();
    QTest::keyClick(show, Qt::Key_Space);
    QCOMPARE(line(u"Bearer token"_s)->echoMode(), QLineEdit::Normal);
    QCOMPARE(line(u"Password"_s)->echoMode(), QLineEdit::Normal);
    // The next request's is hidden again.
    bar().setRequest({.url = u"http://a.example/"_s, .headers = {{{"Authorization", "Bearer other"}}}});
    QCOMPARE(line(u"Bearer token"_s)->text(), u"other"_s);
    QCOMPARE(line(u"Bearer token"_s)->echoMode(), QLineEdit::Password);
    QVERIFY(!link(kSignInLink)->text().contains(u"other"_s));
}

void SignInTest::tokenTakesThePlaceOfTheUser()
{
    open();
    choose(u"Basic, at once"_s);
    QTest::keyClicks(line(u"User name"_s), u"me"_s);
    choose(u"Bearer token"_s);
    QTest::keyClicks(line(u"Bearer token"_s), u"abc"_s);
    QCOMPARE(request().userPassword, QByteArray());
    QCOMPARE(request().headers.all("Authorization"), QList<QByteArray>{"Bearer abc"});
    QCOMPARE(link(kHeadersLink)->text(), u"Headers 1"_s);
    QCOMPARE(link(kSignInLink)->text(), u"Sign-in by token"_s);
    choose(u"Digest, after a 401"_s);
    QVERIFY(!request().headers.contains("Authorization"));
    QCOMPARE(request().userPassword, QByteArray("me:"));
}

void SignInTest::pastedFieldIsItsKind_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("kind");
    QTest::newRow("bearer") << u"Bearer abc"_s << u"Bearer token"_s;
    QTest::newRow("basic") << u"Basic bWU6c2VjcmV0"_s << u"Basic, at once"_s;
    QTest::newRow("other") << u"AWS4-HMAC-SHA256 x"_s << u"Authorization field"_s;
}

/// As long as nobody changes it the field is sent as it was pasted.
void SignInTest::pastedFieldIsItsKind()
{
    QFETCH(QString, value);
    QVERIFY(bar().paste(u"curl http://a.example/ -H 'Authorization: %1'"_s.arg(value)));
    open();
    QTEST(kind()->currentText(), "kind");
    QCOMPARE(request().headers.all("Authorization"), QList<QByteArray>{value.toUtf8()});
    QCOMPARE(request().userPassword, QByteArray());
    QVERIFY(bar().request());
}

void SignInTest::editedBasicFieldIsNoFieldAnyMore()
{
    QVERIFY(bar().paste(u"curl http://a.example/ -H 'Authorization: Basic bWU6c2VjcmV0'"_s));
    open();
    QCOMPARE(line(u"User name"_s)->text(), u"me"_s);
    QCOMPARE(line(u"Password"_s)->text(), u"secret"_s);
    QTest::keyClicks(line(u"User name"_s), u"2"_s);
    QVERIFY(!request().headers.contains("Authorization"));
    QCOMPARE(request().userPassword, QByteArray("me2:secret"));
    QCOMPARE(request().auth, AuthChoice::Basic);
}

void SignInTest::otherFieldIsSentAsItIs()
{
    QVERIFY(bar().paste(u"curl http://a.example/ -H 'Authorization: Custom t0p-secret'"_s));
    open();
    QCOMPARE(about(), u"The request has a field Authorization: Custom …, which is sent as it is. Headers has it."_s);
    QCOMPARE(link(kSignInLink)->text(), u"Sign-in by field"_s);
    choose(u"None"_s);
    QVERIFY(!request().headers.contains("Authorization"));
    // It can be chosen again, until the next request.
    choose(u"Authorization field"_s);
    QCOMPARE(request().headers.first("Authorization"), QByteArray("Custom t0p-secret"));
    bar().setRequest({.url = u"http://b.example/"_s});
    QCOMPARE(kind()->findText(u"Authorization field"_s), -1);
}

void SignInTest::twiceIsRefused()
{
    QVERIFY(bar().paste(u"curl %1 -u me:x -H 'Authorization: Bearer abc'"_s.arg(url(u"/echo"_s))));
    open();
    const QString sentence =
        u"There is a user name and a field Authorization as well: take one of them out, in Sign-in or in Headers."_s;
    QCOMPARE(named<QLabel>(*m_window, u"What is wrong with the sign-in"_s)->text(), sentence);
    QSignalSpy requested(&bar(), &RequestBar::traceRequested);
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(requested.size(), 0);
    QCOMPARE(named<QLabel>(*m_window, u"What is wrong with the request"_s)->text(), sentence);
    choose(u"Bearer token"_s);
    QTest::keyClicks(line(u"Bearer token"_s), u"abc"_s);
    QCOMPARE(traced().headers.all("Authorization"), QList<QByteArray>{"Bearer abc"});
    QVERIFY(!named<QLabel>(*m_window, u"What is wrong with the sign-in"_s)->isVisible());
}

void SignInTest::noSession()
{
    open();
    choose(u"From the session"_s);
    QCOMPARE(about(),
             u"No session is chosen, so there is nothing that it could bring along: Trace › Session has them."_s);
    QCOMPARE(link(kSignInLink)->text(), u"Sign-in of the session"_s);
}

void SignInTest::sessionSaysWhatItKnows()
{
    VisitSessions &visits = m_window->session().visits();
    ClientMemory memory;
    memory.jar.cookies = {
        {.name = "sid", .value = "t0p-secret", .domain = "shop.example"},
        {.name = "all", .value = "x", .domain = "example", .hostOnly = false},
        {.name = "path", .value = "x", .domain = "shop.example", .path = "/admin"},
        {.name = "other", .value = "x", .domain = "b.example"},
        {.name = "old", .value = "x", .domain = "shop.example", .expires = QDateTime::fromSecsSinceEpoch(0, Qt::UTC)}};
    AuthEntry entry{.origin = {"http", "shop.example", 80}, .folder = "/"};
    entry.credentials = {"me", "t0p-secret"};
    memory.auth.entries = {entry};
    visits.setMemory(u"Customer"_s, memory);
    visits.setCurrent(u"Customer"_s);
    open();
    choose(u"From the session"_s);
    QCOMPARE(about(),
             u"The session \"Customer\" brings along: 2 cookies (sid, all), user name \"me\" for Basic below /."_s);
    QVERIFY(!about().contains(u"t0p-secret"_s));
    urlEdit()->setText(u"https://shop.example/admin/x"_s);
    QCOMPARE(about(), u"The session \"Customer\" brings along: 3 cookies (sid, all, path)."_s);
    urlEdit()->setText(u"c.test"_s);
    QCOMPARE(about(), u"The session \"Customer\" has no credentials and no cookies for this host."_s);
    urlEdit()->clear();
    QCOMPARE(about(), u"The session \"Customer\": type a URL to see what it knows about its host."_s);
    visits.remove(u"Customer"_s);
    QVERIFY(about().startsWith(u"No session is chosen"_s));
}

void SignInTest::sessionAddsNothing()
{
    open();
    choose(u"Bearer token"_s);
    QTest::keyClicks(line(u"Bearer token"_s), u"abc"_s);
    choose(u"From the session"_s);
    TraceRequest expected{.url = u"http://shop.example/"_s};
    expected.ownClient = request().ownClient;
    QVERIFY(request() == expected);
}

QTEST_MAIN(SignInTest)
#include "tst_signin.moc"
