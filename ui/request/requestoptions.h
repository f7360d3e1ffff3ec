// SPDX-License-Identifier: MIT
#pragma once

#include "formats/paste/pastedrequest.h"
#include "net/tracerequest.h"
#include "ui/request/bodydraft.h"
#include "ui/request/signin.h"

#include <QWidget>

class QScrollArea;
class QToolButton;

namespace hopscope
{

class BodyEditor;
class OptionsPanel;
class PairEditor;
class SignInPanel;

/// A row of links (Headers, Body, Cookies, ...) that open the panels of a request's less common parts below it.
class RequestOptions : public QWidget
{
    Q_OBJECT

public:
    explicit RequestOptions(QWidget *parent = nullptr);
    ~RequestOptions() override;

    /// Puts headers, content, sign-in and options into `request`. The error names the header line, the file or the
    /// option that is wrong.
    Result<TraceRequest> applyTo(const TraceRequest &request) const;
    void setRequest(const TraceRequest &request);
    /// As setRequest(), but a form and its files stay what they are.
    void setPasted(const PastedRequest &pasted, const TraceRequest &request);
    /// Makes an option of requestOptions() what `values` say, as its own control does.
    void choose(QStringView option, const QStringList &values);
    /// Takes the header fields of these names out.
    void removeFields(const QList<QByteArray> &names);
    /// What the session of the trace knows about the server, one sentence.
    void setSession(const QString &sentence);
    /// The chosen client, which has a word in how many redirects are followed; nullptr for none.
    void setClient(const ClientPointer &client);
    /// An open panel is at most so high, in pixels, and scrolls; it is never lower than it takes to be used.
    void setPanelRoom(int room);
    /// In pixels, without an open panel.
    int closedHeight() const;

Q_SIGNALS:
    /// What is on the clipboard shall become the request.
    void pasteRequested();

protected:
    bool event(QEvent *event) override;

private:
    enum Panel { HeadersPanel, BodyPanel, SignInPanelNumber, OptionsPanelNumber, PanelCount };
    QToolButton *link(const QString &accessibleName, Panel panel);
    void open(const QToolButton *link, Panel panel);
    QWidget *createPanel(Panel panel);
    QWidget *headersPanel();
    QWidget *bodyPanel();
    QWidget *signInPanel();
    QWidget *optionsPanel();
    QWidget *focusOf(qsizetype link) const;
    std::optional<QString> authorization() const;
    SignIn signIn() const;
    void setSignIn(const SignIn &signIn);
    QString signInComplaint() const;
    void setDraft(const BodyDraft &draft);
    void fillPanels();
    void fitPanel();
    void reveal(const QWidget *focus);
    void arrangeLinks();
    void refresh();
    QString contentType() const;

    QWidget *m_linkArea;
    QList<QToolButton *> m_links;
    QToolButton *m_paste;
    QWidget *m_panels[PanelCount] = {}; ///< created when first opened
    QScrollArea *m_scroll;              ///< shows the panel that is open
    int m_panelRoom = 0;
    PairEditor *m_headers = nullptr;
    BodyEditor *m_body = nullptr;
    SignInPanel *m_signIn = nullptr;
    OptionsPanel *m_options = nullptr;
    ClientPointer m_client;
    QList<Pair> m_fields; ///< the header fields
    BodyDraft m_draft;
    TraceRequest m_request; ///< all the rest
    QString m_optionsError; ///< why what stands in the options panel is no value
    QString m_session;
    bool m_fromSession = false; ///< the user wants what the session brings along, and nothing else
};

} // namespace hopscope
