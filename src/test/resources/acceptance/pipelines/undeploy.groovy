def gone = apsUndeploy(application: '@APPLICATION@', timeoutMinutes: 10)
echo "GONE ${gone.verdict}"
