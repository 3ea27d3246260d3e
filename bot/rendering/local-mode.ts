/** What local mode means for whoever uses the bot, as a fact of a card. */
export const LOCAL_MODE = { title: 'Local mode', value: 'nobody is authenticated, everybody is trusted' };
