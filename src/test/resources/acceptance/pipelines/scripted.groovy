def made = apsDeploy(
        application: '@APPLICATION@',
        project: 'holiday',
        release: '1',
        administrators: apsAccess(users: ['processadminuser']),
        users: apsAccess(groups: ['hr']),
        connectors: [
            apsConnector(name: 'email', template: 'email', variables: '{"EMAIL_HOST": "smtp.example.org"}',
                    secrets: [apsSecret(variable: 'EMAIL_PASSWORD', credentialsId: 'smtp')]),
            apsConnector(name: 'erp', image: 'registry.example.org/erp:1.2'),
        ])
echo "MADE ${made.application} ${made.status} release ${made.release} version ${made.applicationVersion}"
echo "URL ${made.urls.rb}"
def seen = apsStatus(application: '@APPLICATION@')
echo "SEEN ${seen.application} ${seen.status} ${seen.services.size() > 0}"
def gone = apsUndeploy(application: '@APPLICATION@', force: true)
echo "GONE ${gone.application} ${gone.verdict}"
